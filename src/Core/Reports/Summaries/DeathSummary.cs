namespace ScaleSim.Core.Reports.Summaries;

/// <summary>A worker's death in <see cref="RunSummary"/>.</summary>
/// <param name="OutOfMemoryOf">As <see cref="Engines.MemoryShortage.Of"/>; null where nobody knows.</param>
/// <param name="AskedBy">Null for a death that nobody asked for.</param>
/// <param name="Restarts">How often its restart policy had started it again.</param>
/// <param name="Final">Whether the engine left it dead.</param>
public sealed record DeathSummary(
    string Worker,
    long TimeMs,
    string Why,
    int? ExitCode,
    bool OutOfMemory,
    string? OutOfMemoryOf,
    string? AskedBy,
    int Restarts,
    bool Final,
    IReadOnlyList<string> LastLines);
