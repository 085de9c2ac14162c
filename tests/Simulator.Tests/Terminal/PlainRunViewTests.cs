using ScaleSim.Core.Runs;
using ScaleSim.Core.Tests.Runs;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class PlainRunViewTests
{
    private readonly TestConsole _console = TestConsole.Pipe(width: 40);

    [Fact]
    public void View_PrintsEachStepOnce_WhenItIsOver()
    {
        var view = new PlainRunView(_console.Console);
        foreach (RunSnapshot snapshot in (RunSnapshot[])[RunSamples.Starting, RunSamples.Checking, RunSamples.Removed])
        {
            view.Update(snapshot);
            view.Update(snapshot);
        }

        Assert.Equal(
            """
            demo: 4 workers on 2 nodes, run 1a2b3c4d
            prepared the network and the image in 0.5 s
            master ready in 0.5 s
            started 2 of 2 nodes in 0.5 s (4.0/s)
            started 4 of 4 workers in 3.0 s (1.3/s)
            4 of 4 workers ready in 3.5 s (1.1/s)
            4 of 4 workers registered in 5.0 s (0.8/s)
            passed running in 1.2 s: 4 workers run, as planned
            ran the test command in 1 min 3 s
            removed 4 of 4 workers in 1.5 s (2.7/s)
            not checked names in 1.2 s: needs root

            """,
            _console.Output);
    }

    [Fact]
    public void View_DoesNotSayThatAPhaseIsDone_WhenItWasCutShort()
    {
        var view = new PlainRunView(_console.Console);
        view.Update(RunSamples.Starting with
        {
            Phase = RunPhase.Down,
            Phases =
            [
                .. RunSamples.Starting.Phases.Take(3),
                new PhaseTiming(RunPhase.Down, RunSamples.Seconds(1), null),
            ],
        });

        Assert.Contains("prepared the network", _console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("master ready", _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void View_SaysHowFarItIs_AfterALongSilence()
    {
        var view = new PlainRunView(_console.Console);
        foreach (double second in (double[])[3, 32, 33, 45, 62, 63])
        {
            view.Update(RunSamples.Starting with { Elapsed = RunSamples.Seconds(second) });
        }

        view.Note("worker-0003 refuses");
        view.Update(RunSamples.Starting with { Elapsed = RunSamples.Seconds(93) });

        Assert.EndsWith(
            """
            started 2 of 2 nodes in 0.5 s (4.0/s)
            started 2 of 4 workers after 32.0 s (0.06/s), about 32.0 s left
            started 2 of 4 workers after 1 min 2 s (0.03/s), about 1 min 2 s left
            started 2 of 4 workers after 1 min 32 s (0.02/s), about 1 min 32 s left: worker-0003 refuses

            """,
            _console.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void View_IsSilent_WhileTheTestCommandHasTheOutput()
    {
        var view = new PlainRunView(_console.Console);
        RunSnapshot testing = RunSamples.Checking with { Phase = RunPhase.TestCommand };
        view.Update(testing);
        string before = _console.Output;
        view.Update(testing with { Elapsed = RunSamples.Seconds(1000) });

        Assert.Equal(before, _console.Output);
    }

    [Fact]
    public void View_PrintsFailures_UpToABound()
    {
        var view = new PlainRunView(_console.Console);
        RunSnapshot snapshot = RunSamples.Starting with { Plan = TestPlans.Of(20), Phases = [] };
        view.Update(snapshot with
        {
            WorkersFailed = 20,
            Workers = [.. Enumerable.Range(1, 20).Select(index =>
                new WorkerTimeline(index) { Failure = "ended with exit code 3: [red]no\nfile[/] \u001b[31m" })],
        });

        string[] lines = _console.Output.Split('\n');
        Assert.Equal("worker-0001: ended with exit code 3: [red]no file[/] \ufffd[31m", lines[1]);
        Assert.Equal("more workers failed; workers.csv lists them all", lines[11]);
        Assert.DoesNotContain("worker-0011", _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void View_SaysNothingOfWorkers_ThatTheChecksKilled()
    {
        var view = new PlainRunView(_console.Console);
        view.Update(RunSamples.Checking with
        {
            Phase = RunPhase.DisruptiveChecks,
            WorkersFailed = 1,
            Workers =
            [
                RunSamples.Checking.Workers[0] with { Failure = "killed" },
                .. RunSamples.Checking.Workers.Skip(1),
            ],
        });

        Assert.DoesNotContain("killed", _console.Output, StringComparison.Ordinal);
    }
}
