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
}
