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

    /// <value>By index: <c>Nodes[i].Index == i + 1</c>.</value>
    public required IReadOnlyList<NodePlan> Nodes { get; init; }

    /// <value>By index: <c>Workers[i].Index == i + 1</c>.</value>
    public required IReadOnlyList<WorkerPlan> Workers { get; init; }

    public required MemoryPlan Memory { get; init; }

    /// <value>Sentences for the user: what is unusual, such as a port moved from its usual number.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string Cluster => Spec.Name;

    public NodePlan NodeOf(WorkerPlan worker) => Nodes[worker.Node - 1];

    public IEnumerable<WorkerPlan> WorkersOn(NodePlan node) =>
        Workers.Skip(node.FirstWorker - 1).Take(node.WorkerCount);
}
