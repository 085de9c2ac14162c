using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Reports;

/// <summary>events.csv: one line per event, as it happens (docs/specs/events.md).</summary>
internal static class EventsCsv
{
    public static CsvTable<RunEvent> Table { get; } = new(
        new("timeMs", happened => ReportText.Milliseconds(happened.Time)),
        new("kind", happened => happened.Kind),
        new("subject", happened => happened.Subject),
        new("exitCode", happened => ReportText.Whole(happened.ExitCode)),
        new("detail", happened => happened.Detail));
}
