using ScaleSim.Core.Admission;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>
/// What a cluster asks of a machine, in figures, whether the machine has it or not: the planner's own arithmetic for
/// those who explain it.
/// </summary>
public sealed record ClusterDemand
{
    public required int Workers { get; init; }

    public required int Nodes { get; init; }

    /// <value>Nodes that are containers of their own, beside the workers.</value>
    public required int Sandboxes { get; init; }

    /// <value>Processes that watch over containers: one for each, or one for each node where they share.</value>
    public required int Shims { get; init; }

    /// <value>Memory of all workers doing nothing, in bytes.</value>
    public required long MemoryIdleBytes { get; init; }

    /// <value>
    /// How that comes about: <c>500 × (program 5.9 MiB + container 4.4 MiB) + 5 nodes × 4.4 MiB</c>, the container's
    /// part and, where the spec says it, the program's as measured.
    /// </value>
    public string MemoryIdleSum { get; init; } = "";

    /// <value>Memory with every limit reached, in bytes.</value>
    public required long MemoryFullBytes { get; init; }

    /// <value>Ports of the node that has most: they must differ within a node.</value>
    public required int PortsPerNode { get; init; }

    /// <value>Ports of all workers: published, they must differ within the cluster.</value>
    public required int PortsInAll { get; init; }

    /// <value>The least workers per node, in all groups, that make few enough nodes for one bridge.</value>
    public required int? WorkersPerNodeThatFit { get; init; }

    /// <value>The most that the workers' logs take on disk, in bytes.</value>
    public required long LogBytes { get; init; }

    public int Containers => Workers + Sandboxes;

    /// <value>What the cluster takes on disk before anybody has written a line, in bytes.</value>
    public long DiskBytes =>
        (Containers * ContainerCosts.DiskBytesPerContainer) + ContainerCosts.DiskBytesForImages;

    /// <summary>What a change of size adds to a live cluster.</summary>
    /// <param name="idleBytes">Memory of what is added, idle.</param>
    /// <param name="fullBytes">The same with every limit reached.</param>
    internal static ClusterDemand OfAdded(ScalePlan plan, long idleBytes, long fullBytes)
    {
        int workers = plan.Added.Workers.Count;
        int sandboxes = plan.NewNodes.Count(node => !node.IsWorker);
        return new ClusterDemand
        {
            Workers = workers,
            Nodes = plan.NewNodes.Count,
            Sandboxes = sandboxes,
            Shims = plan.Target.Spec.Shim == ShimSharing.Node ? plan.NewNodes.Count : workers + sandboxes,
            MemoryIdleBytes = idleBytes,
            MemoryFullBytes = fullBytes,
            PortsPerNode = 0,
            PortsInAll = plan.Added.Workers.Sum(worker => worker.Ports.Count),
            WorkersPerNodeThatFit = null,
            LogBytes = plan.Added.Workers.Sum(worker => LogBytesOf(worker.Group with { Count = 1 })),
        };
    }

    /// <summary>Adds up a spec whose numbers are sane: on some machine the planner would accept them.</summary>
    public static ClusterDemand Of(ClusterSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        IReadOnlyList<Packing> packings = Packing.WithoutLimit(spec);
        int nodes = packings.Sum(packing => packing.Nodes);
        int sandboxes = packings.Sum(packing => packing.Sandboxes);
        MemoryPlan memory = MemoryPlanner.Add(spec, packings, availableBytes: 0);
        return new ClusterDemand
        {
            Workers = spec.Workers,
            Nodes = nodes,
            Sandboxes = sandboxes,
            Shims = spec.Shim == ShimSharing.Node ? nodes : spec.Workers + sandboxes,
            MemoryIdleBytes = memory.IdleBytes,
            MemoryIdleSum = MemoryPlanner.ExplainIdle(spec, packings),
            MemoryFullBytes = memory.FullBytes,
            PortsPerNode = packings.Max(packing => packing.Fullest * Ports.PortDemand.PerWorker(packing.Group)),
            PortsInAll = Ports.PortDemand.Needed(spec),
            WorkersPerNodeThatFit = Packing.PerNodeFor(spec, Planner.NodesPerBridgeMax),
            LogBytes = spec.Groups.Sum(LogBytesOf),
        };
    }

    // The engine takes any size of a file; the sum must not overflow.
    private static long LogBytesOf(WorkerGroupSpec group) =>
        (long)Math.Clamp((double)group.Count * group.Logs.MaxSizeBytes * group.Logs.MaxFiles, 0, 1L << 50);
}
