using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Tests.Engines;

public sealed class AbsenceWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Absence_HasWhatDiedUntilStockWasTaken()
    {
        AbsenceWatch watch = new();

        Assert.All(
            [
                Event(25, EngineEventKind.WorkerDied, 9),
                Event(30, EngineEventKind.EngineLost),
                Event(35, EngineEventKind.EngineReturned),
                Event(35, EngineEventKind.NodeDied, 2),
                Event(35, EngineEventKind.WorkerDied, 4),
                Event(35, EngineEventKind.WorkerDied, 3),
            ],
            happened => Assert.Null(watch.Apply(happened)));
        Assert.True(watch.IsAway);
        EngineAbsence? absence = watch.Apply(Event(35, EngineEventKind.Resynced));

        Assert.NotNull(absence);
        Assert.Equal(Start.AddSeconds(30), absence.Lost);
        Assert.Equal(Start.AddSeconds(35), absence.Returned);
        Assert.Equal([2], absence.Nodes);
        Assert.Equal([3, 4], absence.Workers);
        Assert.False(absence.IsHarmless);
        Assert.False(watch.IsAway);
    }

    /// <summary>As of a daemon that ends its containers before it closes its streams.</summary>
    [Fact]
    public void Absence_HasWhatDiedInItsShutdown_ButNotWhoWasDeadBefore()
    {
        AbsenceWatch watch = new();
        foreach (EngineEvent happened in (EngineEvent[])
        [
            Event(0, EngineEventKind.WorkerDied, 9),
            Event(19, EngineEventKind.WorkerDied, 8),
            Event(23, EngineEventKind.WorkerDied, 1) with { ExitCode = 0 },
            Event(24, EngineEventKind.WorkerDied, 7) with { ExitCode = 137 },
            Event(25, EngineEventKind.NodeDied, 1),
            Event(25, EngineEventKind.WorkerDied, 2),
            Event(26, EngineEventKind.WorkerStarted, 2),
            Event(29, EngineEventKind.WorkerDied, 3),
            Event(30, EngineEventKind.EngineLost),
            Event(31, EngineEventKind.EngineReturned),
        ])
        {
            Assert.Null(watch.Apply(happened));
        }

        EngineAbsence? absence = watch.Apply(Event(31, EngineEventKind.Resynced));

        Assert.NotNull(absence);
        Assert.Equal([1], absence.Nodes);
        Assert.Equal([1, 3], absence.Workers);
    }

    [Fact]
    public void Absence_HasWhatDiedShortlyBefore_WhereWorkersAreTheirOwnNodes()
    {
        AbsenceWatch watch = new();
        watch.Apply(Event(5, EngineEventKind.WorkerDied, 1));
        watch.Apply(Event(20, EngineEventKind.WorkerDied, 2));
        watch.Apply(Event(30, EngineEventKind.EngineLost));
        watch.Apply(Event(31, EngineEventKind.EngineReturned));

        Assert.Equal([2], watch.Apply(Event(31, EngineEventKind.Resynced))?.Workers);
    }

    [Fact]
    public void Absence_IsHarmless_WhereNothingDied_AndEachBeginsAnew()
    {
        AbsenceWatch watch = new();
        foreach (EngineEvent happened in (EngineEvent[])
        [
            Event(1, EngineEventKind.EngineLost), Event(2, EngineEventKind.EngineReturned),
            Event(2, EngineEventKind.WorkerDied, 1), Event(2, EngineEventKind.Resynced),
            Event(3, EngineEventKind.EngineLost), Event(4, EngineEventKind.EngineReturned),
        ])
        {
            watch.Apply(happened);
        }

        EngineAbsence? second = watch.Apply(Event(4, EngineEventKind.Resynced));

        Assert.NotNull(second);
        Assert.True(second.IsHarmless);
    }

    [Fact]
    public void Resync_EndsNoAbsence_WhileTheEngineIsAway_OrWasNever()
    {
        AbsenceWatch watch = new();
        Assert.Null(watch.Apply(Event(0, EngineEventKind.Resynced)));
        Assert.Null(watch.Apply(Event(1, EngineEventKind.EngineLost)));
        Assert.Null(watch.Apply(Event(2, EngineEventKind.Resynced)));
        Assert.True(watch.IsAway);
    }

    private static EngineEvent Event(int second, EngineEventKind kind, int index = 0) =>
        new(Start.AddSeconds(second), kind, index);
}
