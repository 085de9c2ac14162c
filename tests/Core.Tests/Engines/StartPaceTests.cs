using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Fake;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Runs;
using ScaleSim.Tests;

namespace ScaleSim.Core.Tests.Engines;

public sealed class StartPaceTests
{
    [Fact]
    public void Pace_LetsAllGoAtOnce_WhenTheSpecSaysNothing()
    {
        IReadOnlyList<StartTurn> turns = new StartPace(new StartSpec(), 1, 5).NextBatch(TimeSpan.Zero);

        Assert.Equal([0, 1, 2, 3, 4], turns.Select(turn => turn.Position));
        Assert.All(turns, turn => Assert.Equal(TimeSpan.Zero, turn.After));
        Assert.True(StartPace.IsFree(new StartSpec()));
    }

    [Fact]
    public void Pace_KeepsTheRate_AlsoAfterABatchThatTookLong()
    {
        var pace = new StartPace(new StartSpec(Batch: 2, PerSecond: 10), 1, 5);

        Assert.Equal([0, 100], Milliseconds(pace.NextBatch(TimeSpan.Zero)));
        Assert.Equal([5000, 5100], Milliseconds(pace.NextBatch(TimeSpan.FromSeconds(5))));
        Assert.Equal([5200], Milliseconds(pace.NextBatch(TimeSpan.FromSeconds(5.15))));
        Assert.Empty(pace.NextBatch(TimeSpan.FromSeconds(9)));
    }

    [Fact]
    public void Pace_DelaysWithinTheJitter_TheSameForTheSameSeed()
    {
        var spec = new StartSpec(Jitter: TimeSpan.FromSeconds(3));

        IReadOnlyList<StartTurn> turns = new StartPace(spec, 7, 1000).NextBatch(TimeSpan.Zero);

        Assert.Equal(turns, new StartPace(spec, 7, 1000).NextBatch(TimeSpan.Zero));
        Assert.NotEqual(turns, new StartPace(spec, 8, 1000).NextBatch(TimeSpan.Zero));
        Assert.All(turns, turn => Assert.InRange(turn.After, TimeSpan.Zero, TimeSpan.FromSeconds(3)));
        Assert.Equal(turns.OrderBy(turn => turn.After), turns);
        Assert.Equal(Enumerable.Range(0, 1000), turns.Select(turn => turn.Position).Order());
        Assert.InRange(turns.Count(turn => turn.After < TimeSpan.FromSeconds(1)), 250, 420);
    }

    [Fact]
    public async Task PacedStart_OpensABatch_WhenTheOneBeforeIsStarted()
    {
        var time = new FakeTimeProvider();
        var paced = new PacedStart(new StartPace(new StartSpec(Batch: 2, PerSecond: 1), 1, 3), time);
        await using IAsyncEnumerator<int> turns = paced.TurnsAsync(CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await turns.MoveNextAsync());
        ValueTask<bool> second = turns.MoveNextAsync();
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await second);
        Assert.Equal(1, turns.Current);

        Task<bool> third = turns.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(10));
        paced.Done();
        Assert.False(third.IsCompleted);
        paced.Done();
        Assert.True(await third);
        Assert.Equal(2, turns.Current);
    }

    [Fact]
    public async Task FakeEngine_StartsAtThePace_OfTheSpec()
    {
        var time = new FakeTimeProvider();
        await using var engine = new FakeEngine(new FakeEngineOptions(), time);
        ClusterPlan plan = TestPlans.Of(20);
        plan = plan with { Spec = plan.Spec with { Start = new StartSpec(PerSecond: 2) } };
        await engine.PrepareAsync(plan, null, CancellationToken.None);

        List<EngineEvent> events = await time.AdvanceUntilAsync(
            CollectAsync(engine.StartAsync(plan, new StartOptions(8), CancellationToken.None)),
            TimeSpan.FromMilliseconds(100));

        DateTimeOffset[] started =
        [
            .. events.Where(each => each.Kind == EngineEventKind.WorkerStarted).Select(each => each.Time).Order(),
        ];
        Assert.Equal(20, started.Length);
        Assert.InRange((started[^1] - started[0]).TotalSeconds, 9.4, 9.6);
    }

    private static async Task<List<EngineEvent>> CollectAsync(IAsyncEnumerable<EngineEvent> events)
    {
        var all = new List<EngineEvent>();
        await foreach (EngineEvent happened in events)
        {
            all.Add(happened);
        }

        return all;
    }

    private static IEnumerable<int> Milliseconds(IEnumerable<StartTurn> turns) =>
        turns.Select(turn => (int)turn.After.TotalMilliseconds);
}
