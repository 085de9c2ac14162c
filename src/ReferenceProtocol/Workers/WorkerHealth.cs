namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>The answer of a worker's <c>/health</c>: it is up, and this is how it stands with its master.</summary>
public sealed record WorkerHealth
{
    /// <summary>The worker's name.</summary>
    public required string Name { get; init; }

    /// <summary>The worker's index in its cluster.</summary>
    public required int Index { get; init; }

    /// <summary>The run that the worker belongs to.</summary>
    public required string Run { get; init; }

    /// <summary>The master that the worker asks, as <c>host:port</c>.</summary>
    public required string Master { get; init; }

    /// <summary>True while the master answers this worker's heartbeats.</summary>
    public required bool Registered { get; init; }

    /// <summary>How many blocks it holds.</summary>
    public required int Blocks { get; init; }

    /// <summary>The size of its ramdisk.</summary>
    public required long CapacityBytes { get; init; }

    /// <summary>How much of its ramdisk is used.</summary>
    public required long UsedBytes { get; init; }
}
