using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.ClusterFiles;

namespace ScaleSim.Simulator.Tests.ClusterFiles;

/// <summary>The files that users start from can be read and planned.</summary>
public sealed class ExampleFilesTests
{
    [Fact]
    public void Starter_IsThePlanOfTheReferenceSystem()
    {
        ClusterFile file = ClusterYaml.File(Starter.Text);

        Assert.True(file.IsReference);
        Assert.Equal(100, ClusterYaml.Plan(file.Spec).Workers.Count);
    }

    [Fact]
    public void Rack_IsEightMachinesOfFourKinds()
    {
        ClusterPlan plan = ClusterYaml.Plan(Read("rack"));

        Assert.Equal(8, plan.Nodes.Count);
        Assert.Equal(
            ["pi4", "nano", "xavier", "x86"], plan.Workers.Select(worker => worker.Name.Split('-')[0]).Distinct());
    }

    [Fact]
    public void Alluxio_HasThePortsRamdiskAndMemoryOfItsWorkers()
    {
        ClusterSpec spec = Read("alluxio");
        ClusterPlan plan = ClusterYaml.Plan(spec);

        Assert.Equal([29998, 29999, 30000], spec.Groups[0].Ports.Select(port => port.Number!.Value));
        Assert.Equal(1_200_000_000, spec.Groups[0].MemoryBytes);
        Assert.Equal(8, plan.Workers.Count);
        Assert.Contains("heartbeat.timeout", spec.Groups[0].Environment["ALLUXIO_JAVA_OPTS"], StringComparison.Ordinal);
    }

    private static ClusterSpec Read(string example) => ClusterFileReader.Read(
        ClusterYaml.RepositoryPath("examples", example, "cluster.yaml"), _ => null).Spec;
}
