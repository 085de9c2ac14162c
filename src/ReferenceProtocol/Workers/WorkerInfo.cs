namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>A worker as the master sees it. Two workers that claim one name from different addresses are two of
/// these.</summary>
public sealed record WorkerInfo
{
    /// <summary>The worker's name.</summary>
    public required string Name { get; init; }

    /// <summary>The worker's index in its cluster.</summary>
    public required int Index { get; init; }

    /// <summary>The IP address that the worker advertises.</summary>
    public required string Address { get; init; }

    /// <summary>The full DNS name that the worker advertises.</summary>
    public required string Host { get; init; }

    /// <summary>The worker's ports.</summary>
    public required WorkerPorts Ports { get; init; }

    /// <summary>Live or lost.</summary>
    public required WorkerState State { get; init; }

    /// <summary>The current or last registration.</summary>
    public required string Session { get; init; }

    /// <summary>How often it has registered with this life of the master.</summary>
    public required int Registrations { get; init; }

    /// <summary>When it last registered.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When it was last heard of.</summary>
    public required DateTimeOffset LastHeartbeatAt { get; init; }

    /// <summary>When it was last given up, if ever.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>After how many milliseconds without a heartbeat it counts as lost.</summary>
    public required int LostAfterMs { get; init; }

    /// <summary>The size of its ramdisk.</summary>
    public required long CapacityBytes { get; init; }

    /// <summary>How much of its ramdisk is used, as of its last heartbeat.</summary>
    public required long UsedBytes { get; init; }

    /// <summary>How many blocks it holds.</summary>
    public required int Blocks { get; init; }
}
