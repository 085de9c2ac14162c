using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>Every detail of a cluster decided, before anything is touched.</summary>
public sealed record ClusterPlan
{
    public required ClusterSpec Spec { get; init; }

    public required RunIdentity Run { get; init; }

    public required NetworkPlan Network { get; init; }

    public required MasterPlan Master { get; init; }

    /// <value>Direct or Published, never Auto.</value>
    public required Exposure Expose { get; init; }

    /// <value>
    /// In the order of their indexes. As planned from a spec <c>Nodes[i].Index == i + 1</c>; a cluster that was scaled,
    /// or a part of one, has gaps: <see cref="FindNode"/>.
    /// </value>
    public required IReadOnlyList<NodePlan> Nodes { get; init; }

    /// <value>
    /// In the order of their indexes. As planned from a spec <c>Workers[i].Index == i + 1</c>; a cluster that was
    /// scaled, or a part of one, has gaps: <see cref="FindWorker"/>.
    /// </value>
    public required IReadOnlyList<WorkerPlan> Workers { get; init; }

    public required MemoryPlan Memory { get; init; }

    /// <value>
    /// Whether it is of a cluster that was scaled: then a node's workers need not have indexes in a row.
    /// </value>
    public bool HasGrown { get; init; }

    /// <value>Sentences for the user: what is unusual, such as a port moved from its usual number.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string Cluster => Spec.Name;

    /// <summary>The worker with this index; null where the plan has none.</summary>
    public WorkerPlan? FindWorker(int index) =>
        IndexSearch.PlaceOf(Workers, worker => worker.Index, index) is { } place ? Workers[place] : null;

    /// <summary>The node with this index; null where the plan has none.</summary>
    public NodePlan? FindNode(int index) =>
        IndexSearch.PlaceOf(Nodes, node => node.Index, index) is { } place ? Nodes[place] : null;

    /// <exception cref="KeyNotFoundException">The worker is of another plan.</exception>
    public NodePlan NodeOf(WorkerPlan worker) => FindNode(worker.Node)
        ?? throw new KeyNotFoundException($"The plan of {Cluster} has no node {worker.Node} for {worker.Name}.");

    /// <summary>The worker in the node's first slot.</summary>
    /// <exception cref="KeyNotFoundException">The plan is a part of one, without that worker.</exception>
    public WorkerPlan FirstOn(NodePlan node) => FindWorker(node.FirstWorker)
        ?? throw new KeyNotFoundException($"The plan of {Cluster} has no worker {node.FirstWorker} for {node.Name}.");

    public IEnumerable<WorkerPlan> WorkersOn(NodePlan node) => IsWithoutGaps
        ? Workers.Skip(node.FirstWorker - 1).Take(node.WorkerCount)
        : Workers.Where(worker => worker.Node == node.Index);

    private bool IsWithoutGaps => Workers.Count > 0 && Workers[^1].Index == Workers.Count && !HasGrown;
}
