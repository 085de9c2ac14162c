using ScaleSim.ReferenceProtocol.Blocks;

namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>A sign of life with what changed since the last heartbeat that was answered. Sent again until it is
/// answered, so the master takes each part as often as it comes.</summary>
public sealed record HeartbeatRequest
{
    /// <summary>The registration that this heartbeat continues.</summary>
    public required string Session { get; init; }

    /// <summary>The size of the worker's ramdisk.</summary>
    public required long CapacityBytes { get; init; }

    /// <summary>How much of the ramdisk is used, by whatever.</summary>
    public required long UsedBytes { get; init; }

    /// <summary>Blocks that the worker now holds and did not before.</summary>
    public IReadOnlyList<BlockInfo> Added { get => field ?? []; init; }

    /// <summary>Blocks that the worker no longer holds: deleted, or found damaged.</summary>
    public IReadOnlyList<long> Removed { get => field ?? []; init; }

    /// <summary>Replications that the worker was told to make and could not.</summary>
    public IReadOnlyList<ReplicationFailure> Failed { get => field ?? []; init; }
}
