using System.Net;
using ScaleSim.Core.Ports;

namespace ScaleSim.Core.Engines;

/// <summary>A node as the engine sees it now.</summary>
public sealed record NodeState(int Index, string Name, ContainerStatus Status, IPAddress? Address)
{
    /// <value>The group of its workers; empty where the engine does not know it.</value>
    public string Group { get; init; } = "";

    /// <value>The number, within the group, of the worker in its first slot; 0 where it is not known.</value>
    public int FirstNumber { get; init; }

    /// <value>Places for workers, used or not: they have the numbers from <see cref="FirstNumber"/> on.</value>
    public int Slots { get; init; }

    /// <value>What it publishes, slot by slot; empty where nothing is published.</value>
    public IReadOnlyList<NamedPort> Ports { get; init; } = [];

    /// <value>True where it is its only worker's own container, and no sandbox.</value>
    public bool IsWorker { get; init; }
}
