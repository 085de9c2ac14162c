using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Runs;

/// <summary>A worker's death: when, why, and what it printed last.</summary>
public sealed record WorkerDeath
{
    public required DateTimeOffset Time { get; init; }

    /// <value>The worker's index.</value>
    public required int Worker { get; init; }

    public int? ExitCode { get; init; }

    /// <value>Whether the kernel ended it for want of memory.</value>
    public bool OutOfMemory { get; init; }

    /// <value>Whose memory that was; null where nobody knows, or none ran out.</value>
    public MemoryShortage? Shortage { get; init; }

    /// <value>Who asked for it, such as <c>scalesim kill</c>; null where nobody did.</value>
    public string? AskedBy { get; init; }

    /// <value>How often the engine had started it again by its restart policy.</value>
    public int Restarts { get; init; }

    /// <value>Whether the engine leaves it dead: it has no restart policy, or that has given it up.</value>
    public bool IsFinal { get; init; } = true;

    /// <value>A sentence's middle: <c>ended with exit code 3</c>.</value>
    public required string Why { get; init; }

    /// <value>What it printed last; empty where nobody looked, or it printed nothing.</value>
    public IReadOnlyList<string> LastLines { get; init; } = [];
}
