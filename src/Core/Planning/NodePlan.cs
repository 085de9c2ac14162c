using System.Net;

namespace ScaleSim.Core.Planning;

/// <summary>A simulated machine: one network namespace, address and hostname for the workers packed on it.</summary>
public sealed record NodePlan
{
    /// <value>From 1.</value>
    public required int Index { get; init; }

    /// <value>Its hostname: <c>node-003</c>, or the worker's name where the worker is its own node.</value>
    public required string Name { get; init; }

    public required string FullName { get; init; }

    /// <value>Unique on the engine: <c>CLUSTER-node-003</c>, or the worker's where the worker is its own node.</value>
    public required string ContainerName { get; init; }

    public required IPAddress Address { get; init; }

    /// <value>The index of the first worker on it.</value>
    public required int FirstWorker { get; init; }

    /// <value>Workers that the plan puts on it.</value>
    public required int WorkerCount { get; init; }

    /// <value>Places for workers, used or not; its names cover them all.</value>
    public required int Slots { get; init; }

    /// <value>True with one worker per node: the worker's container is the node, and there is no sandbox.</value>
    public required bool IsWorker { get; init; }

    /// <value>
    /// All names that resolve to its address inside: <c>node-003</c> and those of all its slots, each short and full.
    /// </value>
    public required IReadOnlyList<string> Aliases { get; init; }
}
