using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Tests;

namespace ScaleSim.Core.Tests.Runs;

public sealed class RunTrackerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<RunEvent> _events = [];
    private readonly RunTracker _tracker;

    public RunTrackerTests()
    {
        _tracker = new RunTracker(TestPlans.Of(workers: 5, perNode: 2), _time, _events.Add);
    }

    [Fact]
    public void Snapshot_ShowsThePlanAndNothingDone_AtTheStart()
    {
        RunSnapshot snapshot = _tracker.Snapshot();

        Assert.Equal(RunPhase.Plan, snapshot.Phase);
        Assert.Equal(RunOutcome.Running, snapshot.Outcome);
        Assert.Equal([1, 2, 3, 4, 5], snapshot.Workers.Select(worker => worker.Index));
        Assert.Equal(0, snapshot.WorkersCreated + snapshot.WorkersStarted + snapshot.WorkersFailed);
    }

    [Fact]
    public void Enter_EndsThePhaseBefore_AndKeepsItsTimes()
    {
        _tracker.Enter(RunPhase.Plan);
        _time.Advance(TimeSpan.FromSeconds(2));
        _tracker.Enter(RunPhase.Prepare);
        _tracker.Enter(RunPhase.Prepare);
        _time.Advance(TimeSpan.FromSeconds(3));

        RunSnapshot snapshot = _tracker.Snapshot();

        Assert.Equal(
            [
                new PhaseTiming(RunPhase.Plan, TimeSpan.Zero, TimeSpan.FromSeconds(2)),
                new PhaseTiming(RunPhase.Prepare, TimeSpan.FromSeconds(2), null),
            ],
            snapshot.Phases);
        Assert.Equal(TimeSpan.FromSeconds(5), snapshot.Elapsed);
        Assert.Equal(["plan", "prepare"], _events.Select(happened => happened.Kind));
        Assert.All(_events, happened => Assert.Equal("run", happened.Subject));
    }

    [Fact]
    public void Apply_CountsEachWorkerOnce_WhenTwoStreamsTellTheSame()
    {
        Apply(EngineEventKind.WorkerCreated, 3);
        _time.Advance(TimeSpan.FromMilliseconds(1500));
        Apply(EngineEventKind.WorkerStarted, 3);
        _time.Advance(TimeSpan.FromSeconds(1));
        Apply(EngineEventKind.WorkerStarted, 3);
        Apply(EngineEventKind.NodeStarted, 2);
        _time.Advance(TimeSpan.FromSeconds(1));
        Apply(EngineEventKind.NodeStarted, 2);

        RunSnapshot snapshot = _tracker.Snapshot();

        Assert.Equal((1, 1, 1), (snapshot.WorkersCreated, snapshot.WorkersStarted, snapshot.NodesStarted));
        Assert.Equal(TimeSpan.FromMilliseconds(1500), snapshot.Workers[2].Started);
        Assert.Equal(TimeSpan.FromMilliseconds(2500), snapshot.LastNodeStart);
        Assert.Equal("worker-0003", _events[0].Subject);
        Assert.Equal("node-002", _events[^1].Subject);
    }

    [Fact]
    public void Ready_And_Registered_AreLoggedAndCountedOnce()
    {
        _time.Advance(TimeSpan.FromSeconds(4));
        _tracker.WorkerReady(1);
        _tracker.WorkerReady(1);
        _tracker.WorkerRegistered(1);
        _tracker.WorkerRegistered(1);

        RunSnapshot snapshot = _tracker.Snapshot();

        Assert.Equal((1, 1), (snapshot.WorkersReady, snapshot.WorkersRegistered));
        Assert.Equal(TimeSpan.FromSeconds(4), snapshot.Workers[0].Ready);
        Assert.Equal(["workerReady", "workerRegistered"], _events.Select(happened => happened.Kind));
    }

    [Fact]
    public void Death_IsAFailureWithItsExitCode_UntilTheWorkerIsStartedAgain()
    {
        Apply(EngineEventKind.WorkerStarted, 2);
        _tracker.Apply(Event(EngineEventKind.WorkerDied, 2) with { ExitCode = 3, Detail = "no such file" });

        RunSnapshot dead = _tracker.Snapshot();
        Apply(EngineEventKind.WorkerStarted, 2);
        RunSnapshot alive = _tracker.Snapshot();

        Assert.Equal("ended with exit code 3: no such file", dead.Workers[1].Failure);
        Assert.Equal(1, dead.WorkersFailed);
        Assert.Null(alive.Workers[1].Failure);
        Assert.Equal(0, alive.WorkersFailed);
    }

    [Fact]
    public void Death_KeepsItsReason_WhenTheKernelKilledForMemory()
    {
        Apply(EngineEventKind.WorkerOutOfMemory, 1);
        _tracker.Apply(Event(EngineEventKind.WorkerDied, 1) with { ExitCode = 137 });

        Assert.Equal("ran out of memory with exit code 137", _tracker.Snapshot().Workers[0].Failure);
    }

    [Fact]
    public void Death_IsAStopAndNoFailure_WhenItWasAskedFor()
    {
        Apply(EngineEventKind.WorkerStarted, 2);
        _tracker.Apply(Event(EngineEventKind.WorkerDied, 2) with { ExitCode = 137 }, Asked(2, "scalesim kill"));

        RunSnapshot stopped = _tracker.Snapshot();
        Apply(EngineEventKind.WorkerStarted, 2);
        RunSnapshot alive = _tracker.Snapshot();

        Assert.Equal((null, "scalesim kill"), (stopped.Workers[1].Failure, stopped.Workers[1].StoppedBy));
        Assert.Equal((0, 1), (stopped.WorkersFailed, stopped.WorkersStopped));
        Assert.Equal("asked for by scalesim kill", _events[1].Detail);
        Assert.Equal((0, 0), (alive.WorkersFailed, alive.WorkersStopped));
        Assert.Null(alive.Workers[1].StoppedBy);
    }

    [Fact]
    public void NodeDeath_FailsNobodyWhoWasStoppedOnPurpose()
    {
        _tracker.Apply(Event(EngineEventKind.WorkerDied, 3), Asked(3, "scalesim scale"));
        Apply(EngineEventKind.NodeDied, 2);

        RunSnapshot snapshot = _tracker.Snapshot();
        Assert.Equal([false, false, false, true, false], snapshot.Workers.Select(worker => worker.Failure is not null));
    }

    [Fact]
    public void Death_IsNoFailure_WhileTheClusterIsRemoved()
    {
        _tracker.Enter(RunPhase.Down);
        Apply(EngineEventKind.WorkerEnded, 1);
        Apply(EngineEventKind.WorkerDied, 1);
        Apply(EngineEventKind.WorkerEnded, 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        Apply(EngineEventKind.WorkerRemoved, 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        Apply(EngineEventKind.WorkerRemoved, 1);
        Apply(EngineEventKind.NodeDied, 1);

        RunSnapshot snapshot = _tracker.Snapshot();

        Assert.Equal((0, 1, 1), (snapshot.WorkersFailed, snapshot.WorkersEnded, snapshot.WorkersRemoved));
        Assert.Equal(TimeSpan.FromSeconds(1), snapshot.LastRemoval);
    }

    [Fact]
    public void NodeFailure_FailsItsWorkers_AndNoOthers()
    {
        _tracker.WorkerFailed(3, "its own reason");
        _tracker.Apply(Event(EngineEventKind.NodeFailed, 2) with { Detail = "address in use" });

        RunSnapshot snapshot = _tracker.Snapshot();

        Assert.Equal(
            [null, null, "its own reason", "its node node-002 failed: address in use", null],
            snapshot.Workers.Select(worker => worker.Failure));
        Assert.Equal(2, snapshot.WorkersFailed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public void Index_OutsideThePlan_IsLoggedAndCountsNowhere(int index)
    {
        Apply(EngineEventKind.WorkerStarted, index);
        Apply(EngineEventKind.NodeDied, index);
        _tracker.WorkerReady(index);
        _tracker.WorkerRegistered(index);
        _tracker.WorkerFailed(index, "why");

        RunSnapshot snapshot = _tracker.Snapshot();

        Assert.Equal(0, snapshot.WorkersStarted + snapshot.WorkersReady + snapshot.WorkersFailed);
        Assert.Equal(["workerStarted", "nodeDied"], _events.Select(happened => happened.Kind));
    }

    [Theory]
    [InlineData(-60, 0)]
    [InlineData(60, 10)]
    [InlineData(-4, 6)]
    public void Time_OfAnotherClock_StaysBetweenStartAndNow(int offset, int expected)
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        DateTimeOffset then = _time.GetUtcNow() + TimeSpan.FromSeconds(offset);
        _tracker.Apply(new EngineEvent(then, EngineEventKind.WorkerCreated, 1));

        Assert.Equal(TimeSpan.FromSeconds(expected), _events[0].Time);
        Assert.Equal(TimeSpan.FromSeconds(expected), _tracker.Snapshot().Workers[0].Created);
    }

    [Fact]
    public void End_StopsTheClock_AndALaterOneReplacesTheOutcomeAlone()
    {
        _tracker.Enter(RunPhase.Down);
        _time.Advance(TimeSpan.FromSeconds(7));
        _tracker.End(RunOutcome.Passed, 0, null);
        _time.Advance(TimeSpan.FromSeconds(90));
        _tracker.End(RunOutcome.Error, 5, "a network is left");
        _tracker.Enter(RunPhase.Start);

        RunSnapshot snapshot = _tracker.Snapshot();

        Assert.Equal(RunPhase.Ended, snapshot.Phase);
        Assert.Equal((RunOutcome.Error, 5), (snapshot.Outcome, snapshot.ExitCode));
        Assert.Equal("a network is left", snapshot.Failure);
        Assert.Equal(TimeSpan.FromSeconds(7), snapshot.Elapsed);
        Assert.All(snapshot.Phases, phase => Assert.NotNull(phase.Duration));
    }

    [Fact]
    public void Decide_KeepsThePhasesGoing()
    {
        _tracker.Enter(RunPhase.Report);
        _tracker.Decide(RunOutcome.Failed, 1, "2 checks failed");

        RunSnapshot snapshot = _tracker.Snapshot();

        Assert.Equal((RunPhase.Report, RunOutcome.Failed), (snapshot.Phase, snapshot.Outcome));
    }

    [Fact]
    public void Check_IsInTheSnapshotAndAmongTheEvents()
    {
        var result = new CheckResult(
            "running", CheckLevel.Safe, Verdict.NotApplicable, "engine fake", _time.GetUtcNow(), TimeSpan.Zero);
        _tracker.Add(result);

        Assert.Equal([result], _tracker.Snapshot().Checks);
        Assert.Equal(new RunEvent(TimeSpan.Zero, "check", "running", null, "notApplicable: engine fake"), _events[0]);
    }

    [Fact]
    public void Snapshot_StaysAsItWas_WhenTheRunGoesOn()
    {
        RunSnapshot before = _tracker.Snapshot();
        Apply(EngineEventKind.WorkerStarted, 1);
        _tracker.Enter(RunPhase.Start);
        RunSnapshot after = _tracker.Snapshot();

        Assert.Null(before.Workers[0].Started);
        Assert.Empty(before.Phases);
        Assert.NotNull(after.Workers[0].Started);
        Assert.Same(after.Workers, _tracker.Snapshot().Workers);
    }

    [Fact]
    public void Replan_ForgetsTheWorkersOfTheOldPlan()
    {
        _tracker.Enter(RunPhase.Prepare);
        Apply(EngineEventKind.WorkerStarted, 1);
        _tracker.Replan(TestPlans.Of(workers: 2));

        RunSnapshot snapshot = _tracker.Snapshot();

        Assert.Equal((2, 0), (snapshot.Workers.Count, snapshot.WorkersStarted));
        Assert.Single(snapshot.Phases);
    }

    [Fact]
    public async Task Tracker_LosesNothing_WhenManyTellItAtOnce()
    {
        const int workers = 2000;
        int told = 0;
        var tracker = new RunTracker(TestPlans.Of(workers), _time, _ => told++);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(part => Task.Run(() =>
        {
            for (int index = 1 + part; index <= workers; index += 4)
            {
                tracker.Apply(Event(EngineEventKind.WorkerCreated, index));
                tracker.Apply(Event(EngineEventKind.WorkerStarted, index));
                tracker.WorkerReady(index);
                Assert.True(tracker.Snapshot().WorkersReady > 0);
            }
        })));

        RunSnapshot snapshot = tracker.Snapshot();
        Assert.Equal((workers, workers), (snapshot.WorkersCreated, snapshot.WorkersStarted));
        Assert.Equal(workers, snapshot.WorkersReady);
        Assert.Equal(3 * workers, told);
    }

    private WorkerDeath Asked(int worker, string by) => new()
    {
        Time = _time.GetUtcNow(), Worker = worker, ExitCode = 137, AskedBy = by, Why = $"asked for by {by}",
    };

    private EngineEvent Event(EngineEventKind kind, int index) => new(_time.GetUtcNow(), kind, index);

    private void Apply(EngineEventKind kind, int index) => _tracker.Apply(Event(kind, index));
}
