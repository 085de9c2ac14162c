using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceMaster.Workers;

/// <summary>A worker as the master keeps it. Guarded by the lock of the <see cref="MasterState"/>.</summary>
internal sealed class WorkerRecord(WorkerKey key)
{
    public WorkerKey Key => key;

    /// <summary>Where it can be reached, with its current or last session.</summary>
    public required WorkerLocation Location { get; set; }

    public required int Index { get; set; }

    public WorkerState State { get; set; }

    public int Registrations { get; set; }

    public DateTimeOffset RegisteredAt { get; set; }

    public DateTimeOffset LastHeartbeatAt { get; set; }

    public DateTimeOffset? LostAt { get; set; }

    /// <summary>The silence after which it is lost, as it was last told.</summary>
    public TimeSpan LostAfter { get; set; }

    /// <summary>The timestamp of the <see cref="TimeProvider"/> at which it was last heard of.</summary>
    public long HeardAt { get; set; }

    public long CapacityBytes { get; set; }

    public long UsedBytes { get; set; }

    /// <summary>The blocks that it holds.</summary>
    public HashSet<long> Blocks { get; } = [];

    /// <summary>Blocks that it should delete, and whether it was told since this was decided. It is told again until it
    /// says that they are gone.</summary>
    public Dictionary<long, bool> Deletes { get; } = [];

    /// <summary>Blocks that it holds and nobody knows, with the timestamps of when that was first seen.</summary>
    public Dictionary<long, long> Strangers { get; } = [];

    /// <summary>Bytes of blocks that were placed on it since its last heartbeat.</summary>
    public long PromisedBytes { get; set; }

    public bool IsLive => State == WorkerState.Live;

    public WorkerInfo ToInfo() => new()
    {
        Name = key.Name,
        Index = Index,
        Address = key.Address,
        Host = Location.Host,
        Ports = Location.Ports,
        State = State,
        Session = Location.Session,
        Registrations = Registrations,
        RegisteredAt = RegisteredAt,
        LastHeartbeatAt = LastHeartbeatAt,
        LostAt = LostAt,
        LostAfterMs = (int)LostAfter.TotalMilliseconds,
        CapacityBytes = CapacityBytes,
        UsedBytes = UsedBytes,
        Blocks = Blocks.Count,
    };
}
