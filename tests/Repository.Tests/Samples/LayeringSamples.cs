using ScaleSim.Repository.Tests.Rules;

namespace ScaleSim.Repository.Tests.Samples;

/// <summary>Samples of the rules about who may know whom.</summary>
internal static class LayeringSamples
{
    public static IEnumerable<Sample> All =>
    [
        new(nameof(DockerApiBoundaryRule), "the client's types outside",
            ["src/Simulator/A.cs:2", "tests/Core.Tests/A.cs:1"],
            ("src/Simulator/A.cs", "// ScaleSim.Docker.Api\nusing ScaleSim.Docker.Api;"),
            ("tests/Core.Tests/A.cs", "var a = new Docker.Api.Client();"),
            ("src/Docker/A.cs", "using ScaleSim.Docker.Api;"),
            ("tests/Docker.Tests/A.cs", "using ScaleSim.Docker.Api;"),
            ("src/Simulator/B.cs", "using ScaleSim.Docker;")),
        new(nameof(ReferenceBoundaryRule), "the reference system outside of its folder",
            ["src/Core/A.cs:1", "src/Simulator/Commands/A.cs:1", "tests/Core.Tests/A.cs:1"],
            ("src/Core/A.cs", "using ScaleSim.ReferenceProtocol;"),
            ("src/Simulator/Commands/A.cs", "var a = new ReferenceMaster.Server();"),
            ("tests/Core.Tests/A.cs", "using ScaleSim.ReferenceMaster.Journal;"),
            ("src/Simulator/Reference/A.cs", "using ScaleSim.ReferenceProtocol;"),
            ("src/ReferenceMaster/A.cs", "using ScaleSim.ReferenceProtocol;"),
            ("src/WorkerImage/A.cs", "using ScaleSim.ReferenceProtocol;"),
            ("tests/Reference.Tests/A.cs", "using ScaleSim.ReferenceMaster;")),
        new(nameof(ForeignSystemsRule), "a system of the examples in the product",
            ["src/Core/A.cs:1", "src/Simulator/Starter.yaml:2"],
            ("src/Core/A.cs", "// As Alluxio does it."),
            ("src/Simulator/Starter.yaml", "workers:\n  command: [/usr/sbin/mfschunkserver]"),
            ("src/Core/B.cs", "var dashed = true;"),
            ("examples/a/cluster.yaml", "name: dask"),
            ("tests/EndToEnd/A.cs", "string file = \"moosefs\";")),
        new(nameof(ProjectReferencesRule), "references outward",
            ["src/Core/Core.csproj:1", "src/Docker/Docker.csproj:2", "src/ReferenceMaster/ReferenceMaster.csproj:1",
                "src/Kubernetes/Kubernetes.csproj:1"],
            ("src/Core/Core.csproj", Reference("../Docker/Docker.csproj")),
            ("src/Docker/Docker.csproj",
                Reference("../Core/Core.csproj") + Reference("../ReferenceProtocol/ReferenceProtocol.csproj")),
            ("src/ReferenceMaster/ReferenceMaster.csproj", Reference("../Core/Core.csproj")),
            ("src/Kubernetes/Kubernetes.csproj", Reference("../Simulator/Simulator.csproj"))),
        new(nameof(ProjectReferencesRule), "references inward", [],
            ("src/Simulator/Simulator.csproj", Reference("../Core/Core.csproj") + Reference("../Docker/Docker.csproj")),
            ("src/WorkerImage/WorkerImage.csproj", Reference("../ReferenceProtocol/ReferenceProtocol.csproj")),
            ("tests/Simulator.Tests/Simulator.Tests.csproj", Reference("../../src/Simulator/Simulator.csproj"))),
        new(nameof(PackageVersionsRule), "versions outside of the central file", ["src/A.csproj:1", "tests/a.props:1"],
            ("src/A.csproj", """<PackageReference Include="B" Version="1.0" />"""),
            ("tests/a.props", """<PackageReference Include="B" VersionOverride="1.0" />"""),
            ("src/C.csproj", """<PackageReference Include="B" />"""),
            ("Directory.Packages.props", """<PackageVersion Include="B" Version="1.0" />""")),
        new(nameof(SolutionRule), "a project that is not built", ["src/B/B.csproj:0"],
            ("ScaleSim.sln", """Project("{0}") = "A", "src\A\A.csproj", "{1}" """),
            ("src/A/A.csproj", ""),
            ("src/B/B.csproj", "")),
    ];

    private static string Reference(string path) => $"""<ProjectReference Include="{path}" />""" + "\n";
}
