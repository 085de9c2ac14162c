using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>
/// How a group's workers are packed: so many on each of its nodes, the last node taking what is left.
/// </summary>
/// <param name="PerNode">Workers on a full node.</param>
internal sealed record Packing(WorkerGroupSpec Group, int PerNode)
{
    public int Nodes => NodesFor(Group.Count, PerNode);

    /// <value>Workers on the group's fullest node.</value>
    public int Fullest => Math.Min(PerNode, Group.Count);

    /// <value>Nodes that are containers of their own: none where each worker is its node.</value>
    public int Sandboxes => PerNode == 1 ? 0 : Nodes;

    public static int NodesFor(int workers, int perNode) => (workers + perNode - 1) / perNode;

    /// <summary>
    /// Packs every group: as the spec says, else <see cref="Planner.WorkersPerNodeDefault"/> to a node, and more
    /// where all groups together would have more nodes than one bridge carries.
    /// </summary>
    /// <returns>One packing for each group, in order; null where an error was added.</returns>
    public static IReadOnlyList<Packing>? Of(ClusterSpec spec, PlanErrors errors)
    {
        IReadOnlyList<Packing> packings = WithoutLimit(spec);
        int nodes = packings.Sum(packing => packing.Nodes);
        if (nodes <= Planner.NodesPerBridgeMax)
        {
            return packings;
        }

        errors.Wrong(
            $"{spec.Workers} workers in {spec.Groups.Count} groups would be {nodes} nodes",
            $"a cluster's bridge carries {Planner.NodesPerBridgeMax}, and a node holds workers of one group",
            Remedy(spec));
        return null;
    }

    /// <summary>The same, for more nodes than one bridge carries as well.</summary>
    public static IReadOnlyList<Packing> WithoutLimit(ClusterSpec spec)
    {
        int perNode = Planner.WorkersPerNodeDefault;
        while (perNode < Planner.WorkersPerNodeMax && NodesOf(spec, perNode) > Planner.NodesPerBridgeMax)
        {
            perNode++;
        }

        return [.. spec.Groups.Select(group => new Packing(group, group.PerNode ?? perNode))];
    }

    /// <summary>
    /// The least number of workers per node, the same in all groups, that makes so many nodes or fewer; null where
    /// even <see cref="Planner.WorkersPerNodeMax"/> makes more.
    /// </summary>
    public static int? PerNodeFor(ClusterSpec spec, int nodesMax)
    {
        for (int perNode = 1; perNode <= Planner.WorkersPerNodeMax; perNode++)
        {
            if (spec.Groups.Sum(group => NodesFor(group.Count, perNode)) <= nodesMax)
            {
                return perNode;
            }
        }

        return null;
    }

    public long IdleBytes(ShimSharing shim) => MemoryModel.IdleBytes(Group, SharedBy(shim));

    public long FullBytes(ShimSharing shim) => MemoryModel.FullBytes(Group, SharedBy(shim));

    // A worker that is its own node has nobody to share a shim with.
    private ShimSharing SharedBy(ShimSharing shim) => PerNode == 1 ? ShimSharing.Worker : shim;

    private static int NodesOf(ClusterSpec spec, int perNodeDefault) =>
        spec.Groups.Sum(group => NodesFor(group.Count, group.PerNode ?? perNodeDefault));

    private static string Remedy(ClusterSpec spec) => PerNodeFor(spec, Planner.NodesPerBridgeMax) is { } perNode
        ? $"Pack them with --workers-per-node {perNode}"
        : $"Use at most {Planner.NodesPerBridgeMax} groups";
}
