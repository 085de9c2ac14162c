using ScaleSim.Core.Checks;
using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Reports;

/// <summary>checks.csv: one line per check, in the order in which they ended (docs/specs/checks.md).</summary>
internal static class ChecksCsv
{
    public static CsvTable<CheckResult> Table { get; } = new(
        new("name", check => check.Name),
        new("level", check => EventNames.Of(check.Level)),
        new("verdict", check => EventNames.Of(check.Verdict)),
        new("startedAt", check => ReportText.Utc(check.StartedAt)),
        new("durationMs", check => ReportText.Milliseconds(check.Duration)),
        new("message", check => check.Message));
}
