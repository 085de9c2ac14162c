using System.Net;

namespace ScaleSim.ReferenceMaster.Options;

/// <summary>Everything that a master is told.</summary>
internal sealed record MasterOptions
{
    /// <summary>Where it listens; loopback by default. Port 0 takes a free one.</summary>
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = [new(IPAddress.Loopback, 20000)];

    /// <summary>The run that it serves; workers of another run are refused.</summary>
    public required string Run { get; init; }

    /// <summary>The file that its metadata survives in; without one, nothing survives.</summary>
    public string? Journal { get; init; }

    /// <summary>How many replicas a block has where nobody asks for another number.</summary>
    public int Replication { get; init; } = 2;

    /// <summary>Where its choices among equals come from.</summary>
    public int Seed { get; init; }

    /// <summary>How many workers there will be, so that heartbeats are spread from the start; 0 if nobody
    /// knows.</summary>
    public int ExpectedWorkers { get; init; }

    /// <summary>The timings; the defaults fit 1 to 1000 workers.</summary>
    public MasterTimings Timings { get; init; } = new();
}
