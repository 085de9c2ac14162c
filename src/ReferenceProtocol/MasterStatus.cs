namespace ScaleSim.ReferenceProtocol;

/// <summary>The answer of a master's <c>/health</c>: it is up, and this is how its cluster stands.</summary>
public sealed record MasterStatus
{
    /// <summary>The run that it serves.</summary>
    public required string Run { get; init; }

    /// <summary>When this life of the master began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How many workers are live.</summary>
    public required int WorkersLive { get; init; }

    /// <summary>How many workers are lost.</summary>
    public required int WorkersLost { get; init; }

    /// <summary>How often a worker reports now, in milliseconds.</summary>
    public required int HeartbeatIntervalMs { get; init; }

    /// <summary>After how many milliseconds of silence a worker is lost now.</summary>
    public required int LostAfterMs { get; init; }

    /// <summary>How many files there are.</summary>
    public required int Files { get; init; }

    /// <summary>How many directories there are, the root included.</summary>
    public required int Directories { get; init; }

    /// <summary>How many blocks all files have.</summary>
    public required int Blocks { get; init; }

    /// <summary>How many blocks have fewer replicas than they should, and at least one.</summary>
    public required int BlocksUnderReplicated { get; init; }

    /// <summary>How many blocks no live worker holds.</summary>
    public required int BlocksLost { get; init; }

    /// <summary>How many blocks are being copied.</summary>
    public required int ReplicationsUnderWay { get; init; }

    /// <summary>True shortly after a restart, while workers may still be on their way: a block that nobody holds is
    /// awaited, not lost.</summary>
    public required bool Recovering { get; init; }
}
