using System.Net;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Runs;

/// <summary>Plans written by hand, for tests of what comes after the planner.</summary>
internal static class TestPlans
{
    private const int FirstPort = 20000;

    public static ClusterPlan Of(int workers, int perNode = 100)
    {
        var group = new WorkerGroupSpec
        {
            Count = workers,
            Image = "scalesim/worker",
            Ports = ["rpc", "data"],
            Ramdisks = [new RamdiskSpec("/ramdisk", RamdiskSpec.DefaultSizeBytes)],
        };
        var master = new ProcessMasterSpec { Port = 19998, Command = ["master"] };
        int nodes = (workers + perNode - 1) / perNode;
        Ipv4Network subnet = new(0xC612_0000, 22);
        return new ClusterPlan
        {
            Spec = new ClusterSpec { Name = "demo", Groups = [group], Master = master, Seed = 42 },
            Run = new RunIdentity("1a2b3c4d", "tester", "0.1.0"),
            Network = new NetworkPlan("demo.scalesim.internal", "ss-1a2b3c4d", subnet, subnet.AddressAt(1)),
            Master = new MasterPlan(
                "master.demo.scalesim.internal", "198.18.0.1", 19998, ["master"], new Dictionary<string, string>()),
            Expose = Exposure.Direct,
            Nodes = [.. Enumerable.Range(1, nodes).Select(index => Node(index, workers, perNode, subnet))],
            Workers = [.. Enumerable.Range(1, workers).Select(index => Worker(index, perNode, group))],
            Memory = new MemoryPlan(workers * 12L << 20, workers * 56L << 20, 8L << 30),
        };
    }

    private static NodePlan Node(int index, int workers, int perNode, Ipv4Network subnet)
    {
        string name = $"node-{index:000}";
        int first = ((index - 1) * perNode) + 1;
        return new NodePlan
        {
            Index = index,
            Name = name,
            FullName = $"{name}.demo.scalesim.internal",
            ContainerName = $"demo-{name}",
            Address = subnet.AddressAt(index + 1),
            FirstWorker = first,
            WorkerCount = Math.Min(perNode, workers - first + 1),
            Slots = perNode,
            IsWorker = false,
            Aliases = [name],
        };
    }

    private static WorkerPlan Worker(int index, int perNode, WorkerGroupSpec group)
    {
        string name = $"worker-{index:0000}";
        int slot = (index - 1) % perNode;
        return new WorkerPlan
        {
            Index = index,
            Name = name,
            FullName = $"{name}.demo.scalesim.internal",
            ContainerName = $"demo-{name}",
            Node = ((index - 1) / perNode) + 1,
            Group = group,
            Ports =
            [
                new NamedPort("rpc", FirstPort + (2 * slot)),
                new NamedPort("data", FirstPort + (2 * slot) + 1),
            ],
            MemoryLimitBytes = 56L << 20,
        };
    }
}
