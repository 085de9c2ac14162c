using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>One worker, every detail decided.</summary>
public sealed record WorkerPlan
{
    /// <value>From 1, through all groups.</value>
    public required int Index { get; init; }

    /// <value>Its number within its group, from 1.</value>
    public int Number { get; init; } = 1;

    /// <value>
    /// For example <c>worker-0007</c>: the group's name and the worker's number in the group, which for the first group
    /// is its index; so another group's size renames nobody.
    /// </value>
    public required string Name { get; init; }

    public required string FullName { get; init; }

    /// <value>Unique on the engine: <c>CLUSTER-worker-0007</c>.</value>
    public required string ContainerName { get; init; }

    /// <value>The index of its node.</value>
    public required int Node { get; init; }

    /// <value>The hostname that the spec gives it; null for its node's.</value>
    public string? Hostname { get; init; }

    public required WorkerGroupSpec Group { get; init; }

    /// <value>In the order of the group's names; the same number inside and outside.</value>
    public required IReadOnlyList<NamedPort> Ports { get; init; }

    /// <value>The container's memory limit in bytes: program, ramdisks, shm and the slack of MemoryModel.</value>
    public required long MemoryLimitBytes { get; init; }

    public int PortOf(string name) => Ports.First(port => port.Name == name).Number;
}
