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

    /// <summary>As with live-restore: a daemon that is stopped ends all or none.</summary>
    [Theory]
    [InlineData(0, "1")]
    [InlineData(3, "")]
    public void Death_ShortlyBefore_BelongsToTheAbsence_WhereNobodyLivedOn(int livedOn, string lost)
    {
        AbsenceWatch watch = new();
        watch.Apply(Event(20, EngineEventKind.WorkerDied, 1) with { ExitCode = 143 });
        watch.Apply(Event(30, EngineEventKind.EngineLost));
        watch.Apply(Event(31, EngineEventKind.EngineReturned));

        EngineAbsence? absence = watch.Apply(Event(31, EngineEventKind.Resynced) with { LivedOn = livedOn });

        Assert.Equal(lost, string.Join(',', absence!.Workers));
    }

    [Fact]
    public void NodeAndItsWorkers_ThatWereEndedByHand_AreNotLost_WhereOthersLivedOn_ButWhoEndedMeanwhileIs()
    {
        AbsenceWatch watch = new();
        watch.Apply(Event(25, EngineEventKind.NodeDied, 1));
        watch.Apply(Event(25, EngineEventKind.WorkerDied, 1));
        watch.Apply(Event(30, EngineEventKind.EngineLost));
        watch.Apply(Event(35, EngineEventKind.EngineReturned));
        watch.Apply(Event(32, EngineEventKind.WorkerDied, 5));

        EngineAbsence? absence = watch.Apply(Event(35, EngineEventKind.Resynced) with { LivedOn = 4 });

        Assert.Empty(absence!.Nodes);
        Assert.Equal([5], absence.Workers);
    }

    [Fact]
    public void Death_ThatWasAskedFor_BelongsToNoAbsence_BeforeOrDuringIt()
    {
        AbsenceWatch watch = new();
        watch.Apply(Event(28, EngineEventKind.WorkerDied, 1) with { ExitCode = 0 }, isWanted: true);
        watch.Apply(Event(28, EngineEventKind.NodeDied, 1));
        watch.Apply(Event(28, EngineEventKind.WorkerDied, 2));
        watch.Apply(Event(30, EngineEventKind.EngineLost));
        watch.Apply(Event(31, EngineEventKind.EngineReturned));
        watch.Apply(Event(30, EngineEventKind.WorkerDied, 3), isWanted: true);

        EngineAbsence? absence = watch.Apply(Event(31, EngineEventKind.Resynced) with { LivedOn = 0 });

        Assert.Equal([2], absence!.Workers);
    }

    /// <summary>Its stream broke while it was ending its containers, and it still answered.</summary>
    [Fact]
    public void Deaths_BeforeADaemonThatOnlySeemedBack_BelongToTheAbsenceThatFollows()
    {
        AbsenceWatch watch = new();
        watch.Apply(Event(20, EngineEventKind.WorkerDied, 1) with { ExitCode = 143 });
        watch.Apply(Event(21, EngineEventKind.EngineLost));
        watch.Apply(Event(21, EngineEventKind.EngineReturned));
        Assert.True(watch.Apply(Event(21, EngineEventKind.Resynced) with { LivedOn = 1 })!.IsHarmless);
        watch.Apply(Event(22, EngineEventKind.WorkerDied, 2) with { ExitCode = 143 });
        watch.Apply(Event(23, EngineEventKind.EngineLost));
        watch.Apply(Event(25, EngineEventKind.EngineReturned));

        Assert.Equal([1, 2], watch.Apply(Event(25, EngineEventKind.Resynced) with { LivedOn = 0 })!.Workers);
    }

    private static EngineEvent Event(int second, EngineEventKind kind, int index = 0) =>
        new(Start.AddSeconds(second), kind, index);
}
