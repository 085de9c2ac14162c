using ScaleSim.Core.Ports;

namespace ScaleSim.Core.Engines;

/// <summary>A worker as the engine sees it now.</summary>
public sealed record WorkerState
{
    public required int Index { get; init; }

    public required string Name { get; init; }

    /// <value>Its group's name; empty where the engine does not know it.</value>
    public string Group { get; init; } = "";

    /// <value>The index of the node it is packed on.</value>
    public required int Node { get; init; }

    public required ContainerStatus Status { get; init; }

    public IReadOnlyList<NamedPort> Ports { get; init; } = [];

    /// <value>The engine's sentence, such as <c>Exited (3) 2 seconds ago</c>.</value>
    public string Detail { get; init; } = "";
}
