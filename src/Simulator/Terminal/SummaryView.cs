using ScaleSim.Core.Checks;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Runs;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A run's end: verdicts with messages, outcome, where the report is, and what can't be measured.</summary>
internal static class SummaryView
{
    /// <param name="cores">Cores of the engine's machine.</param>
    /// <param name="output">The report's directory; null when there is none.</param>
    /// <param name="problems">What of the report could not be written.</param>
    public static void Write(
        IAnsiConsole console, RunSnapshot snapshot, int cores, string? output, IReadOnlyList<string>? problems = null)
    {
        if (snapshot.Checks.Count > 0)
        {
            Tables.Write(console, ChecksOf(snapshot.Checks));
        }

        if (snapshot.Outcome == RunOutcome.Passed)
        {
            Messages.Line(console, $"passed in {Figures.Duration(snapshot.Elapsed)}{CountsOf(snapshot.Checks)}");
        }
        else
        {
            Messages.Error(console, FailureOf(snapshot));
        }

        if (output is not null)
        {
            Messages.Line(console, $"report: {output}");
        }

        foreach (string problem in problems ?? [])
        {
            Messages.Warning(console, problem);
        }

        Messages.Line(console, Statements.WorkerPerformance(snapshot, cores));
    }

    private static Table ChecksOf(IEnumerable<CheckResult> checks)
    {
        Table table = Tables.Create("verdict", "check", "time", "message");
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        table.Columns[2].NoWrap().RightAligned();
        foreach (CheckResult check in checks)
        {
            table.AddRow(
                VerdictText.Cell(check.Verdict),
                new Text(check.Name),
                new Text(Figures.Duration(check.Duration)),
                new Text(SafeText.Of(check.Message)));
        }

        return table;
    }

    private static string CountsOf(IReadOnlyList<CheckResult> checks)
    {
        IEnumerable<string> counts = checks
            .GroupBy(check => check.Verdict)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {VerdictText.Of(group.Key)}");
        return checks.Count == 0 ? "" : $": {Figures.Count(checks.Count, "check")}, {string.Join(", ", counts)}";
    }

    private static string FailureOf(RunSnapshot snapshot)
    {
        string outcome = snapshot.Outcome switch
        {
            RunOutcome.Cancelled => "cancelled",
            RunOutcome.Running => "not ended",
            _ => "failed",
        };
        string why = string.IsNullOrEmpty(snapshot.Failure) ? "" : $": {snapshot.Failure}";
        return $"{outcome} after {Figures.Duration(snapshot.Elapsed)}{CountsOf(snapshot.Checks)}{why}";
    }
}
