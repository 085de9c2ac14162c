using ScaleSim.Core.Checks;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>
/// One line per phase, step and check, for pipes and CI; each is printed once, when it is over. After a long silence a
/// line says how far the run is.
/// </summary>
internal sealed class PlainRunView(IAnsiConsole console) : IRunView
{
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(30);

    /// <value>More failures than this are left to the report.</value>
    private const int FailureLinesMax = 10;

    private readonly HashSet<RunStepKind> _steps = [];
    private readonly HashSet<int> _failures = [];
    private int _phases;
    private int _checks;
    private bool _isBegun;
    private bool _hasPrinted;
    private TimeSpan _silentSince;
    private string _note = "";
    private RunPhase _phase;

    public void Update(RunSnapshot snapshot)
    {
        if (snapshot.Phase != _phase)
        {
            _phase = snapshot.Phase;
            _note = "";
        }

        if (!_isBegun)
        {
            _isBegun = true;
            Print(Headline(snapshot.Plan));
        }

        PrintPhases(snapshot);
        PrintFailures(snapshot);
        PrintSteps(snapshot);
        PrintChecks(snapshot);
        BreakSilence(snapshot);
    }

    /// <summary>What the next line after a long silence adds.</summary>
    public void Note(string text) => _note = text;

    public Task PauseAsync() => Task.CompletedTask;

    public void Resume()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// <c>demo: 500 workers on 5 nodes, run 1a2b3c4d</c>, or what is added to a live cluster.
    /// </summary>
    internal static string Headline(ClusterPlan plan)
    {
        string workers = Figures.Count(plan.Workers.Count, "worker");
        string nodes = Figures.Count(plan.Nodes.Count, "node");
        string what = plan.HasGrown ? $"{workers} and {nodes} more" : $"{workers} on {nodes}";
        return $"{plan.Cluster}: {what}, run {plan.Run.Id}";
    }

    private void PrintSteps(RunSnapshot snapshot)
    {
        foreach (RunStep step in RunSteps.Of(snapshot).Where(step => step.IsOver && _steps.Add(step.Kind)))
        {
            Print(step.ToString());
        }
    }

    /// <summary>Not while the test command has the output, nor after the end.</summary>
    private void BreakSilence(RunSnapshot snapshot)
    {
        bool isSilent = !_hasPrinted
            && snapshot.Phase is not (RunPhase.TestCommand or RunPhase.Ended)
            && snapshot.Elapsed - _silentSince >= SilenceMax;
        if (isSilent)
        {
            RunStep? step = RunSteps.Of(snapshot).FirstOrDefault(step => !step.IsOver);
            string doing = step?.ToString() ?? PhaseText.Doing(snapshot.Phase);
            Print(_note.Length == 0 ? doing : $"{doing}: {_note}");
        }

        if (_hasPrinted)
        {
            _hasPrinted = false;
            _silentSince = snapshot.Elapsed;
        }
    }

    private void PrintPhases(RunSnapshot snapshot)
    {
        for (; _phases < snapshot.Phases.Count && snapshot.Phases[_phases].Duration is TimeSpan duration; _phases++)
        {
            if (!WasCutShort(snapshot, _phases) && PhaseText.Done(snapshot.Phases[_phases].Phase) is string done)
            {
                Print($"{done} in {Figures.Duration(duration)}");
            }
        }
    }

    /// <summary>A start that fails or is cancelled goes on with the report or the removal.</summary>
    private static bool WasCutShort(RunSnapshot snapshot, int phase) =>
        snapshot.Phases[phase].Phase < RunPhase.Start
        && phase + 1 < snapshot.Phases.Count
        && snapshot.Phases[phase + 1].Phase >= RunPhase.Report;

    private void PrintChecks(RunSnapshot snapshot)
    {
        for (; _checks < snapshot.Checks.Count; _checks++)
        {
            CheckResult check = snapshot.Checks[_checks];
            string time = Figures.Duration(check.Duration);
            Print($"{VerdictText.Of(check.Verdict)} {check.Name} in {time}: {check.Message}");
        }
    }

    /// <summary>Only what fails by itself: the disruptive checks kill workers on purpose.</summary>
    private void PrintFailures(RunSnapshot snapshot)
    {
        if (snapshot.WorkersFailed == 0 || snapshot.Phase >= RunPhase.DisruptiveChecks)
        {
            return;
        }

        foreach (WorkerTimeline worker in snapshot.Workers.Where(worker => worker.Failure is not null))
        {
            if (_failures.Count > FailureLinesMax)
            {
                return;
            }

            if (_failures.Add(worker.Index))
            {
                Print(_failures.Count > FailureLinesMax
                    ? "more workers failed; workers.csv lists them all"
                    : $"{snapshot.Plan.FindWorker(worker.Index)!.Name}: {worker.Failure}");
            }
        }
    }

    private void Print(string line)
    {
        _hasPrinted = true;
        Messages.Line(console, SafeText.Line(line));
    }
}
