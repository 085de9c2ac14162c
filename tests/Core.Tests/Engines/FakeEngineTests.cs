using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Fake;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Planning;
using ScaleSim.Tests;

namespace ScaleSim.Core.Tests.Engines;

/// <summary>What the fake engine does beyond the contract: time, chance and failures on demand.</summary>
public sealed class FakeEngineTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(7);

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));
    private readonly List<FakeEngine> _engines = [];

    [Fact]
    public async Task Start_IsReplayed_BySeed()
    {
        FakeEngineOptions options = new() { Seed = 5, FailureRate = 0.2 };
        ClusterPlan plan = Samples.Plan(Samples.Spec(Samples.Group(40) with { PerNode = 10 }));

        IReadOnlyList<EngineEvent> first = await UpAsync(New(options), plan);
        IReadOnlyList<EngineEvent> same = await UpAsync(New(options), plan);
        IReadOnlyList<EngineEvent> other = await UpAsync(New(options with { Seed = 6 }), plan);

        Assert.Equal(Since(first), Since(same));
        Assert.NotEqual(Since(first), Since(other));
        Assert.Contains(first, happened => happened.Kind == EngineEventKind.WorkerFailed);
    }

    [Fact]
    public async Task Start_TakesAsLong_AsItsLanesNeed()
    {
        TimeSpan each = TimeSpan.FromMilliseconds(10);
        FakeEngine engine = New(new FakeEngineOptions { DelayMin = each, DelayMax = each });
        ClusterPlan plan = Samples.Plan(Samples.Spec(Samples.Group(8) with { PerNode = 4 }));

        IReadOnlyList<EngineEvent> events = await UpAsync(engine, plan, concurrency: 4);

        Assert.Equal(
            [10, 10, 20, 20, 20, 20, 30, 30, 30, 30],
            events.Where(happened => happened.Kind is EngineEventKind.NodeStarted or EngineEventKind.WorkerStarted)
                .Select(happened => (happened.Time - Epoch).TotalMilliseconds));
        Assert.Equal(
            [15, 15, 15, 15, 25, 25, 25, 25],
            events.Where(happened => happened.Kind == EngineEventKind.WorkerCreated)
                .Select(happened => (happened.Time - Epoch).TotalMilliseconds));
    }

    [Fact]
    public async Task Start_GoesOn_WhenWorkersFail()
    {
        FakeEngine engine = New(new FakeEngineOptions { FailingWorkers = new HashSet<int> { 2 } });
        ClusterPlan plan = Samples.Plan(Samples.Spec(3));

        IReadOnlyList<EngineEvent> events = await UpAsync(engine, plan);

        EngineEvent failed = Assert.Single(events, happened => happened.Kind == EngineEventKind.WorkerFailed);
        Assert.Equal(2, failed.Index);
        Assert.Contains("worker-0002", failed.Detail, StringComparison.Ordinal);
        Assert.Equal(2, events.Count(happened => happened.Kind == EngineEventKind.WorkerStarted));
        Assert.Equal(
            [ContainerStatus.Running, ContainerStatus.Created, ContainerStatus.Running],
            await StatusesAsync(engine));
        EngineException refused = await Assert.ThrowsAsync<EngineException>(
            () => engine.ActAsync("demo", WorkerAction.Start, [2], _deadline.Token));
        Assert.Contains("worker-0002 can't be started", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rates_ChooseAboutTheirShare()
    {
        FakeEngine engine = New(new FakeEngineOptions { FailureRate = 0.3, DelayMax = TimeSpan.FromMilliseconds(5) });

        IReadOnlyList<EngineEvent> events = await UpAsync(engine, Samples.Plan(Samples.Spec(1000)), concurrency: 64);

        Assert.InRange(events.Count(happened => happened.Kind == EngineEventKind.WorkerFailed), 250, 350);
    }

    [Fact]
    public async Task Worker_DiesOnceAfterItsTime_AndIsReported()
    {
        FakeEngine engine = New(new FakeEngineOptions
        {
            DyingWorkers = new HashSet<int> { 1 },
            DeathAfter = TimeSpan.FromSeconds(20),
            DeathExitCode = 77,
        });
        await UpAsync(engine, Samples.Plan(Samples.Spec(2)));
        await using IAsyncEnumerator<EngineEvent> follow =
            engine.FollowAsync("demo", _deadline.Token).GetAsyncEnumerator(_deadline.Token);
        Assert.True(await follow.MoveNextAsync());
        Assert.Equal(EngineEventKind.Resynced, follow.Current.Kind);

        Assert.Equal([ContainerStatus.Running, ContainerStatus.Running], await StatusesAsync(engine));
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.True(await follow.MoveNextAsync());
        Assert.Equal(
            (EngineEventKind.WorkerDied, 1, 77), (follow.Current.Kind, follow.Current.Index, follow.Current.ExitCode));
        Assert.Equal([ContainerStatus.Exited, ContainerStatus.Running], await StatusesAsync(engine));
        ClusterState? state = await engine.InspectAsync("demo", _deadline.Token);
        Assert.Equal("Exited (77)", state?.Workers[0].Detail);
        string log = await engine.ReadLogAsync("demo", 1, 1, _deadline.Token);
        Assert.Equal("worker-0001 exits with code 77\n", log);

        await engine.ActAsync("demo", WorkerAction.Start, [1], _deadline.Token);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal([ContainerStatus.Running, ContainerStatus.Running], await StatusesAsync(engine));
    }

    [Fact]
    public async Task Worker_DoesNotDie_WhenItWasKilledAndStartedBefore()
    {
        FakeEngine engine = New(new FakeEngineOptions { DeathRate = 1, DeathAfter = TimeSpan.FromSeconds(20) });
        await UpAsync(engine, Samples.Plan(Samples.Spec(2)));

        await engine.ActAsync("demo", WorkerAction.Restart, [2], _deadline.Token);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal([ContainerStatus.Exited, ContainerStatus.Running], await StatusesAsync(engine));
    }

    [Fact]
    public async Task Remove_SaysWhatIsLeft_WhenWorkersAreStuck()
    {
        FakeEngine engine = New(new FakeEngineOptions { StuckWorkers = new HashSet<int> { 3 } });
        await UpAsync(engine, Samples.Plan(Samples.Spec(Samples.Group(4) with { PerNode = 2 })));

        CleanupIncompleteException incomplete = await Assert.ThrowsAsync<CleanupIncompleteException>(
            () => _time.AdvanceUntilAsync(ToListAsync(engine.RemoveAsync("demo", run: null, _deadline.Token)), Step));

        Assert.Equal(["worker worker-0003: stuck"], incomplete.Remains);
        ClusterState? state = await engine.InspectAsync("demo", _deadline.Token);
        Assert.Equal([3], state!.Workers.Select(worker => worker.Index));
        Assert.Equal([2], state.Nodes.Select(node => node.Index));
    }

    [Fact]
    public async Task Start_IsRefused_WhenTheClusterIsNotPreparedOrGoing()
    {
        FakeEngine engine = New(new FakeEngineOptions { StuckWorkers = new HashSet<int> { 1 } });
        ClusterPlan plan = Samples.Plan(Samples.Spec(2));

        EngineException unknown = await Assert.ThrowsAsync<EngineException>(
            () => ToListAsync(engine.StartAsync(plan, new StartOptions(1), _deadline.Token)));
        await UpAsync(engine, plan);
        await Assert.ThrowsAsync<CleanupIncompleteException>(
            () => _time.AdvanceUntilAsync(ToListAsync(engine.RemoveAsync("demo", run: null, _deadline.Token)), Step));
        EngineException going = await Assert.ThrowsAsync<EngineException>(() => _time.AdvanceUntilAsync(
            ToListAsync(engine.StartAsync(plan, new StartOptions(1), _deadline.Token)), Step));

        Assert.Contains("There is no cluster 'demo'", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("its removal has begun", going.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_ReportsHiddenConflicts()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(2) with { Expose = Exposure.Published });

        PlanConflictException subnet = await PrepareFailsAsync<PlanConflictException>(
            plan, new FakeEngineOptions { HiddenSubnets = [new Ipv4Network(0xC612_0000, 15)] });
        PlanConflictException port = await PrepareFailsAsync<PlanConflictException>(
            plan, new FakeEngineOptions { HiddenPorts = new HashSet<int> { 20003 } });
        ImageMissingException image = await PrepareFailsAsync<ImageMissingException>(
            plan, new FakeEngineOptions { MissingImages = new HashSet<string> { "scalesim/worker" } });

        Assert.Equal(plan.Network.Subnet, subnet.Subnet);
        Assert.Null(subnet.Port);
        Assert.Equal(20003, port.Port);
        Assert.Contains("'scalesim/worker'", image.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_TellPublishedPorts_OfItsClusters()
    {
        FakeEngine engine = New(new FakeEngineOptions());
        await engine.PrepareAsync(
            Samples.Plan(Samples.Spec(2) with { Expose = Exposure.Published }), keeper: null, _deadline.Token);

        EngineFacts facts = await engine.ReadFactsAsync(_deadline.Token);

        Assert.Equal([20000, 20001, 20002, 20003], facts.PublishedPorts);
    }

    [Fact]
    public async Task Start_AddsTheNewWorkers_WhenThePlanHasGrown()
    {
        FakeEngine engine = New(new FakeEngineOptions());
        await UpAsync(engine, Samples.Plan(Samples.Spec(2)));

        IReadOnlyList<EngineEvent> events = await _time.AdvanceUntilAsync(
            ToListAsync(engine.StartAsync(Samples.Plan(Samples.Spec(3)), new StartOptions(4), _deadline.Token)), Step);

        Assert.Equal(
            [EngineEventKind.WorkerCreated, EngineEventKind.WorkerStarted], events.Select(happened => happened.Kind));
        Assert.All(events, happened => Assert.Equal(3, happened.Index));
        await Assert.ThrowsAsync<EngineException>(() => ToListAsync(
            engine.StartAsync(Samples.Plan(Samples.Spec(2)), new StartOptions(4), _deadline.Token)));
    }

    [Fact]
    public void Options_AreChecked()
    {
        FakeEngineOptions[] wrong =
        [
            new() { DelayMin = TimeSpan.FromSeconds(-1) },
            new() { DelayMin = TimeSpan.FromSeconds(1), DelayMax = TimeSpan.Zero },
            new() { FailureRate = 1.1 },
            new() { DeathRate = -0.1 },
            new() { DeathAfter = TimeSpan.FromSeconds(-1) },
            new() { Cores = 0 },
            new() { MemoryBytes = 0 },
        ];

        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(() => New(options)));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (FakeEngine engine in _engines)
        {
            await engine.DisposeAsync();
        }
    }

    public void Dispose() => _deadline.Dispose();

    private static DateTimeOffset Epoch { get; } = new FakeTimeProvider().GetUtcNow();

    private static IEnumerable<(TimeSpan After, EngineEventKind Kind, int Index)> Since(
        IReadOnlyList<EngineEvent> events) =>
        events.Select(happened => (happened.Time - events[0].Time, happened.Kind, happened.Index));

    private static async Task<IReadOnlyList<EngineEvent>> ToListAsync(IAsyncEnumerable<EngineEvent> events)
    {
        List<EngineEvent> list = [];
        await foreach (EngineEvent happened in events)
        {
            list.Add(happened);
        }

        return list;
    }

    private FakeEngine New(FakeEngineOptions options)
    {
        FakeEngine engine = new(options, _time);
        _engines.Add(engine);
        return engine;
    }

    private async Task<IReadOnlyList<EngineEvent>> UpAsync(FakeEngine engine, ClusterPlan plan, int concurrency = 4)
    {
        await engine.PrepareAsync(plan, keeper: null, _deadline.Token);
        return await _time.AdvanceUntilAsync(
            ToListAsync(engine.StartAsync(plan, new StartOptions(concurrency), _deadline.Token)), Step);
    }

    private async Task<IEnumerable<ContainerStatus>> StatusesAsync(FakeEngine engine)
    {
        ClusterState? state = await engine.InspectAsync("demo", _deadline.Token);
        return state!.Workers.Select(worker => worker.Status);
    }

    private async Task<T> PrepareFailsAsync<T>(ClusterPlan plan, FakeEngineOptions options)
        where T : Exception => await Assert.ThrowsAsync<T>(
            () => New(options).PrepareAsync(plan, keeper: null, _deadline.Token));
}
