using System.Text;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.ClusterFiles;

namespace ScaleSim.Simulator.Tests.ClusterFiles;

/// <summary>Reads texts as cluster files, and plans what they say on a machine in which nothing is wrong.</summary>
internal static class ClusterYaml
{
    public const string FileName = "cluster.yaml";

    public static HostFacts Facts { get; } = new()
    {
        Engine = new EngineFacts
        {
            Kind = "docker",
            Version = "28.5.2",
            ApiVersion = new Version(1, 51),
            IsLocal = true,
            Cores = 32,
            MemoryBytes = 1L << 40,
            Runtimes = ["runc"],
            DefaultRuntime = "runc",
        },
        MemoryAvailableBytes = 16L << 40,
    };

    public static ClusterFile File(string text) => File(Encoding.UTF8.GetBytes(text));

    public static ClusterFile File(byte[] bytes) => ClusterFileReader.Read(
        FileName, "/base", bytes, name => name == "SET" ? "from{outside}" : null);

    public static ClusterSpec Spec(string text) => File(text).Spec;

    /// <summary>A cluster with an external master and one group with these keys.</summary>
    public static WorkerGroupSpec Group(params string[] keys) => Spec(InWorkers(keys)).Groups[0];

    public static string InWorkers(params string[] keys) =>
        $"master: {{external: 'm.example:9421'}}\nworkers:\n  image: i\n  {string.Join("\n  ", keys)}\n";

    public static string Root(params string[] keys) =>
        $"master: {{external: 'm.example:9421'}}\nworkers: {{image: i, ports: [rpc]}}\n{string.Join('\n', keys)}\n";

    /// <summary>Everything that is wrong, in the reading or, where nothing is there, in the spec.</summary>
    public static IReadOnlyList<string> Errors(byte[] bytes)
    {
        try
        {
            ClusterFile file = File(bytes);
            return [.. SpecErrors.Of(file.Spec).Select(error => file.Locate(error).Message)];
        }
        catch (ClusterFileException exception)
        {
            return exception.Messages;
        }
    }

    public static ClusterPlan Plan(ClusterSpec spec) =>
        Planner.Plan(spec, Facts, new RunIdentity("0a1b2c3d", "ada", "0.1.0"));

    public static string RepositoryPath(params string[] parts)
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !System.IO.File.Exists(Path.Combine(directory.FullName, "ScaleSim.sln")))
        {
            directory = directory.Parent;
        }

        return Path.Combine([directory!.FullName, .. parts]);
    }
}
