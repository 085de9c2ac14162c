using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;

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

    /// <value>
    /// Whether each worker is its own node. Not where the node's network has a rate: that is set on the node's
    /// interface, which has to outlive a worker that ends and is started again.
    /// </value>
    public bool WorkersAreNodes => PerNode == 1 && Group.Network is null;

    /// <value>Nodes that are containers of their own: none where each worker is its node.</value>
    public int Sandboxes => WorkersAreNodes ? 0 : Nodes;

    public static int NodesFor(int workers, int perNode) => (workers + perNode - 1) / perNode;

    /// <summary>
    /// Packs every group: as the spec says; else 1 to a node where it has a key in which workers of one node can't
    /// differ; else <see cref="Planner.WorkersPerNodeDefault"/>, and more where all groups together would have more
    /// nodes than one bridge carries.
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

        return [.. spec.Groups.Select(group => new Packing(group, PerNodeOf(group, perNode)))];
    }

    /// <summary>
    /// The least number of workers per node, the same in all groups that can be packed, that makes so many nodes or
    /// fewer; null where even <see cref="Planner.WorkersPerNodeMax"/> makes more.
    /// </summary>
    public static int? PerNodeFor(ClusterSpec spec, int nodesMax)
    {
        for (int perNode = 1; perNode <= Planner.WorkersPerNodeMax; perNode++)
        {
            if (spec.Groups.Sum(group => NodesFor(group.Count, group.NeedsOwnNode ? 1 : perNode)) <= nodesMax)
            {
                return perNode;
            }
        }

        return null;
    }

    public long IdleBytes(ShimSharing shim) => MemoryModel.IdleBytes(Group, SharedBy(shim));

    public long FullBytes(ShimSharing shim) => MemoryModel.FullBytes(Group, SharedBy(shim));

    // A worker that is its own node has nobody to share a shim with.
    private ShimSharing SharedBy(ShimSharing shim) => WorkersAreNodes ? ShimSharing.Worker : shim;

    private static int NodesOf(ClusterSpec spec, int perNodeDefault) =>
        spec.Groups.Sum(group => NodesFor(group.Count, PerNodeOf(group, perNodeDefault)));

    private static int PerNodeOf(WorkerGroupSpec group, int usual) => group.PerNode ?? (group.NeedsOwnNode ? 1 : usual);

    private static string Remedy(ClusterSpec spec)
    {
        if (PerNodeFor(spec, Planner.NodesPerBridgeMax) is { } perNode)
        {
            return $"Pack them with --workers-per-node {perNode}";
        }

        string[] alone = [.. spec.Groups.Where(group => group.NeedsOwnNode).Select(group => $"'{group.Name}'")];
        return alone.Length == 0
            ? $"Use at most {Planner.NodesPerBridgeMax} groups"
            : $"Lower the count of {string.Join(", ", alone)}, or leave its {SharedKeys.Words} away: with them each "
                + "worker needs a node of its own";
    }
}
