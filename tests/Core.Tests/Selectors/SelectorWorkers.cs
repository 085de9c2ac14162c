using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Tests.Selectors;

/// <summary>Workers to choose from.</summary>
internal static class SelectorWorkers
{
    /// <summary><c>worker-0001</c> and on, four to a node.</summary>
    public static IReadOnlyList<WorkerState> Of(int count) =>
        [.. Enumerable.Range(1, count).Select(index => One(index, "worker", index, ((index - 1) / 4) + 1))];

    /// <value>Groups pi4 (indexes 1-3), jetson (4-5), and after a change of size pi4 again (6) and jetson (9).</value>
    public static IReadOnlyList<WorkerState> Rack { get; } =
    [
        One(1, "pi4", 1, 1), One(2, "pi4", 2, 1), One(3, "pi4", 3, 1), One(4, "jetson", 1, 2), One(5, "jetson", 2, 2),
        One(6, "pi4", 4, 3), One(9, "jetson", 3, 2),
    ];

    private static WorkerState One(int index, string group, int number, int node) => new()
    {
        Index = index,
        Name = $"{group}-{number:0000}",
        Group = group,
        Node = node,
        Status = ContainerStatus.Running,
    };
}
