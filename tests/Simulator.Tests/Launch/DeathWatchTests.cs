using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Tests.Workers;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Launch;

/// <summary>Deaths while a run uses its cluster, on the fake engine.</summary>
public sealed class DeathWatchTests
{
    [Fact]
    public async Task Death_ThatACheckAskedFor_IsAStop_AndAnother_IsAFailure()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(4);
        (DeathWatch watch, RunTracker tracker) = await WatchAsync(cluster);
        using CancellationTokenSource stop = new();
        Task following = watch.FollowAsync(stop.Token);

        watch.Expect(new DeathRequest(WorkerAction.Kill, [2], "check worker-loss"));
        await cluster.Engine.ActAsync(cluster.Name, WorkerAction.Kill, [2, 3], CancellationToken.None);
        await watch.SettleAsync(CancellationToken.None);

        RunSnapshot snapshot = tracker.Snapshot();
        Assert.Equal((1, 1), (snapshot.WorkersStopped, snapshot.WorkersFailed));
        Assert.Equal("check worker-loss", watch.Stopped()[2]);
        Assert.Equal("ended with exit code 137", snapshot.Workers[2].Failure);
        Assert.Equal([3], snapshot.UnaskedDeaths.Keys);
        await stop.CancelAsync();
        await following;
        watch.Dispose();
    }

    [Fact]
    public async Task Death_AtTheVeryEnd_IsFoundInTheEnginesList()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(2);
        (DeathWatch watch, RunTracker tracker) = await WatchAsync(cluster);

        // Nobody follows: the stream tells nothing of it.
        await cluster.Engine.ActAsync(cluster.Name, WorkerAction.Kill, [1], CancellationToken.None);
        await watch.SettleAsync(CancellationToken.None);

        Assert.Equal([1], tracker.Snapshot().UnaskedDeaths.Keys);
        watch.Dispose();
    }

    [Fact]
    public async Task EnginesEnd_IsJudgedAtOnce_WhileALogIsSlowToRead()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(4);
        var engine = new ScriptedEngine(cluster.Engine)
        {
            BeforeLog = token => Task.Delay(Timeout.Infinite, token),
        };
        ClusterPlan plan = LivePlan.TryOf(await cluster.StateAsync())!;
        // Nobody's patience ends by this clock.
        var time = new FakeTimeProvider();
        using var vigil = new EngineVigil(time, _ => { });
        using var watch = new DeathWatch(
            new LiveCluster(plan, engine, Keeper: null, Paths: null, new ForeignMasterControl()),
            new RunTracker(plan, time),
            vigil,
            _ => { },
            time);
        using CancellationTokenSource stop = new();
        Task following = watch.FollowAsync(stop.Token);

        engine.Tell(time.GetUtcNow(), EngineEventKind.WorkerDied, 3);
        engine.Tell(time.GetUtcNow(), EngineEventKind.NodeDied, 1);
        engine.Tell(time.GetUtcNow(), EngineEventKind.EngineLost);
        engine.Tell(time.GetUtcNow(), EngineEventKind.EngineReturned);
        engine.Tell(time.GetUtcNow(), EngineEventKind.Resynced);

        await Eventually.HoldsAsync(() => vigil.Lost.IsCancellationRequested, "the cluster is given up");
        await stop.CancelAsync();
        await following;
    }

    private static async Task<(DeathWatch Watch, RunTracker Tracker)> WatchAsync(FakeCluster cluster)
    {
        ClusterPlan plan = LivePlan.TryOf(await cluster.StateAsync())!;
        var live = new LiveCluster(plan, cluster.Engine, Keeper: null, Paths: null, new ForeignMasterControl());
        var tracker = new RunTracker(plan, TimeProvider.System);
        var vigil = new EngineVigil(TimeProvider.System, _ => { });
        return (new DeathWatch(live, tracker, vigil, _ => { }, TimeProvider.System), tracker);
    }
}
