using System.Net;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Registrations;

namespace ScaleSim.Core.Tests.Checks;

/// <summary>
/// Plans by hand for the checks: nodes on loopback addresses, so that a test can listen as any of them.
/// </summary>
internal static class CheckPlans
{
    public const long RamdiskBytes = 16L << 20;

    /// <param name="ports">
    /// The number of each worker's port <c>web</c>, by index - 1; null for 20001, 20002, ...
    /// </param>
    public static ClusterPlan Create(
        int workers,
        int perNode = 100,
        Func<int, int>? ports = null,
        int masterPort = 1,
        RegistrationSpec? registered = null,
        ProbeSpec? ready = null,
        Exposure expose = Exposure.Direct)
    {
        var group = new WorkerGroupSpec
        {
            Count = workers,
            Image = "scalesim/worker",
            Ports = ["web"],
            Ramdisks = [new RamdiskSpec("/ramdisk", RamdiskBytes)],
            Ready = ready,
            PerNode = perNode,
        };
        var spec = new ClusterSpec
        {
            Name = "demo",
            Groups = [group],
            Master = new ExternalMasterSpec { Port = masterPort, Host = "127.0.0.1" },
            Registered = registered,
            Seed = 7,
        };
        var subnet = new Ipv4Network(0x7F4D0000, 16); // 127.77.0.0/16
        return new ClusterPlan
        {
            Spec = spec,
            Run = new RunIdentity("0badcafe", "tester", "0.0.0"),
            Network = new NetworkPlan("demo.scalesim.internal", "ss-0badcafe", subnet, IPAddress.Loopback),
            Master = new MasterPlan(
                "master.demo.scalesim.internal", "127.0.0.1", masterPort, [], new Dictionary<string, string>()),
            Expose = expose,
            Nodes = [.. Enumerable.Range(1, (workers + perNode - 1) / perNode)
                .Select(index => Node(subnet, index, workers, perNode))],
            Workers = [.. Enumerable.Range(1, workers).Select(index => Worker(group, index, perNode, ports))],
            Memory = new MemoryPlan(0, 0, 0),
        };
    }

    private static NodePlan Node(Ipv4Network subnet, int index, int workers, int perNode) => new()
    {
        Index = index,
        Name = $"node-{index:000}",
        FullName = $"node-{index:000}.demo.scalesim.internal",
        ContainerName = $"demo-node-{index:000}",
        Address = subnet.AddressAt(index + 1),
        FirstWorker = ((index - 1) * perNode) + 1,
        WorkerCount = Math.Min(perNode, workers - ((index - 1) * perNode)),
        Slots = perNode,
        IsWorker = perNode == 1,
        Aliases = [],
    };

    private static WorkerPlan Worker(WorkerGroupSpec group, int index, int perNode, Func<int, int>? ports) => new()
    {
        Index = index,
        Name = $"worker-{index:0000}",
        FullName = $"worker-{index:0000}.demo.scalesim.internal",
        ContainerName = $"demo-worker-{index:0000}",
        Node = ((index - 1) / perNode) + 1,
        Group = group,
        Ports = [new NamedPort("web", ports?.Invoke(index - 1) ?? 20000 + index)],
        MemoryLimitBytes = 56L << 20,
    };
}
