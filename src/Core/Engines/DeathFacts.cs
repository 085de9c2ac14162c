namespace ScaleSim.Core.Engines;

/// <summary>What an engine still knows of a worker's latest death.</summary>
public sealed record DeathFacts
{
    public int? ExitCode { get; init; }

    /// <value>Whether the kernel ended it, or a child of it, for want of memory.</value>
    public bool OutOfMemory { get; init; }

    /// <value>Whose memory that was; null where nobody knows, or none ran out.</value>
    public MemoryShortage? Shortage { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <value>
    /// How often the engine has started it again by its restart policy since somebody last started it, this time
    /// included.
    /// </value>
    public int Restarts { get; init; }

    /// <value>How often the policy lets it be started again; 0 for never.</value>
    public int RestartsMax { get; init; }

    /// <value>Whether the engine starts it again, or has.</value>
    public bool IsRestarted { get; init; }

    /// <value>Its memory limit: program, ramdisks and all; null where the engine does not say.</value>
    public long? MemoryLimitBytes { get; init; }

    /// <value>What its ramdisks hold at most, together.</value>
    public long RamdiskLimitBytes { get; init; }

    /// <value>
    /// What it used when it was at its own limit; null where nobody wrote it down: what a container used goes with it.
    /// </value>
    public long? MemoryUseBytes { get; init; }

    /// <value>The part of that which its ramdisks (and shared memory) held.</value>
    public long? RamdiskUseBytes { get; init; }
}
