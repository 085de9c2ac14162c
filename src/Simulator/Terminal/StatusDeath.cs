using ScaleSim.Core.Engines;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Status;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A worker's death in <see cref="StatusDocument"/>.</summary>
/// <param name="Time">UTC, ISO 8601.</param>
/// <param name="OutOfMemoryOf">As <see cref="MemoryShortage.Of"/>; null where nobody knows.</param>
/// <param name="AskedBy">Who asked for it; null where nobody did.</param>
/// <param name="Restarts">How often its restart policy had started it again.</param>
/// <param name="Final">Whether the engine left it dead.</param>
internal sealed record StatusDeath(
    string Time,
    string Worker,
    string Why,
    int? ExitCode,
    bool OutOfMemory,
    string? OutOfMemoryOf,
    string? AskedBy,
    int Restarts,
    bool Final,
    IReadOnlyList<string> LastLines)
{
    public static StatusDeath Of(WorkerDeath death, ClusterStatus status) => new(
        ReportText.Utc(death.Time),
        status.NameOf(death.Worker),
        death.Why,
        death.ExitCode,
        death.OutOfMemory,
        death.Shortage?.Of,
        death.AskedBy,
        death.Restarts,
        death.IsFinal,
        death.LastLines);
}
