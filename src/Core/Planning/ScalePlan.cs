using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Planning;

/// <summary>Every detail of a change of size decided, before anything is touched.</summary>
public sealed record ScalePlan
{
    /// <value>The whole cluster as it is to be.</value>
    public required ClusterPlan Target { get; init; }

    /// <value>
    /// The part of <see cref="Target"/> that does not exist yet and will be started, with the nodes it is on.
    /// </value>
    public required ClusterPlan Added { get; init; }

    /// <value>Those nodes of <see cref="Added"/> that are made for it; the others have free slots.</value>
    public required IReadOnlyList<NodePlan> NewNodes { get; init; }

    /// <value>
    /// Workers to be stopped and removed: those above the new counts, the highest first, and those whose node is gone
    /// with their network; the latter are among <see cref="Added"/> as well.
    /// </value>
    public required IReadOnlyList<WorkerState> RemovedWorkers { get; init; }

    /// <value>Nodes to be removed: those whose last worker goes, and those that have ended.</value>
    public required IReadOnlyList<NodeState> RemovedNodes { get; init; }

    /// <value>Which change of size this is, from 1.</value>
    public required int Change { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public bool ChangesNothing =>
        Added.Workers.Count == 0 && RemovedWorkers.Count == 0 && RemovedNodes.Count == 0;
}
