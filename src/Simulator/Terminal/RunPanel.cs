using ScaleSim.Core.Checks;
using ScaleSim.Core.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ScaleSim.Simulator.Terminal;

/// <summary>
/// A snapshot as a terminal shows it: headline, bars, verdicts (until the summary's table says more), and what is
/// being done.
/// </summary>
internal static class RunPanel
{
    /// <param name="note">What is being done right now, in more detail; empty for nothing.</param>
    public static IRenderable Of(RunSnapshot snapshot, string note, bool isUnicode)
    {
        var rows = new List<IRenderable>
        {
            new Text(PlainRunView.Headline(snapshot.Plan), new Style(decoration: Decoration.Bold)),
        };
        IReadOnlyList<RunStep> steps = RunSteps.Of(snapshot);
        if (steps.Count > 0)
        {
            rows.Add(StepGrid.Of(steps, isUnicode));
        }

        if (snapshot.Checks.Count > 0 && snapshot.Phase != RunPhase.Ended)
        {
            rows.Add(ChecksOf(snapshot.Checks));
        }

        if (FailureOf(snapshot) is string failure)
        {
            rows.Add(new Text(failure, new Style(Color.Red)));
        }

        if (snapshot.Phase != RunPhase.Ended)
        {
            rows.Add(DoingOf(snapshot, note));
        }

        return new Rows(rows);
    }

    private static Grid ChecksOf(IEnumerable<CheckResult> checks)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().NoWrap());
        grid.AddColumn(new GridColumn().NoWrap());
        grid.AddColumn(new GridColumn().NoWrap().RightAligned());
        foreach (CheckResult check in checks)
        {
            grid.AddRow(
                VerdictText.Cell(check.Verdict), new Text(check.Name), new Text(Figures.Duration(check.Duration)));
        }

        return grid;
    }

    /// <summary>The first failure stands for all, and not while workers are killed on purpose.</summary>
    private static string? FailureOf(RunSnapshot snapshot)
    {
        if (snapshot.WorkersFailed == 0 || snapshot.Phase == RunPhase.DisruptiveChecks)
        {
            return null;
        }

        WorkerTimeline first = snapshot.Workers.First(worker => worker.Failure is not null);
        return $"{Figures.Count(snapshot.WorkersFailed, "worker")} not as planned; "
            + $"{snapshot.Plan.FindWorker(first.Index)!.Name}: {SafeText.Line(first.Failure!)}";
    }

    private static Paragraph DoingOf(RunSnapshot snapshot, string note)
    {
        Paragraph doing = new Paragraph()
            .Append(PhaseText.Doing(snapshot.Phase))
            .Append($", {Figures.Duration(snapshot.Elapsed)}", new Style(Color.Grey));
        return note.Length == 0 ? doing : doing.Append($": {SafeText.Line(note)}", new Style(Color.Grey));
    }
}
