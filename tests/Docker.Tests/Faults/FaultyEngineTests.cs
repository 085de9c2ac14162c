using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.EngineProxy;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Faults;

/// <summary>Clusters on a real Engine whose answers get lost, broken, late or wrong on the way.</summary>
[Long]
public sealed class FaultyEngineTests
{
    private const int Always = int.MaxValue;

    public static IEnumerable<object[]> Seeds => FaultSeeds.Rows(1, 2);

    [DockerTheory]
    [MemberData(nameof(Seeds))]
    public async Task Cluster_IsWholeAndGoesWhole_InAStormOfFaults(int seed)
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(FaultPlan.Storm(seed));

        ClusterPlan plan = await cluster.PrepareAsync(workers: 16, perNode: 4);
        IReadOnlyList<EngineEvent> events = await cluster.StartAsync(plan);

        Assert.DoesNotContain(events, happened => happened.Kind == EngineEventKind.WorkerFailed);
        await cluster.AssertExactlyAsync(plan);
        await cluster.RemoveAsync();
        Assert.Empty(await cluster.RemainsAsync());
        Assert.True(cluster.Proxy.Log.Count >= 5, $"Little went wrong: {string.Join('\n', cluster.Proxy.Log)}");
    }

    [DockerFact]
    public async Task Start_AdoptsWhatItMade_WhenEachCreateLosesItsAnswer()
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(
            Each(EngineFault.LostAnswer, call => call.IsContainerCreate || call.IsNetworkCreate));

        ClusterPlan plan = await cluster.PrepareAsync(workers: 6, perNode: 3);
        await cluster.StartAsync(plan);

        await cluster.AssertExactlyAsync(plan);
        Assert.Equal(6 + 2 + 1 + cluster.SubnetsTaken, cluster.Proxy.CountOf(EngineFault.LostAnswer));
    }

    [DockerFact]
    public async Task Start_AdoptsWhatItMade_WhenWorkersAreTheirOwnNodes()
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(
            Each(EngineFault.LostAnswer, call => call.IsChange));

        ClusterPlan plan = await cluster.PrepareAsync(workers: 3, perNode: 1);
        await cluster.StartAsync(plan);

        await cluster.AssertExactlyAsync(plan);
        await cluster.RemoveAsync();
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task Start_AsksAgain_WhenANameIsHeldByNobody()
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(
            Each(EngineFault.NameConflict, call => call.IsContainerCreate) with { InARowMax = 2 });

        ClusterPlan plan = await cluster.PrepareAsync(workers: 4, perNode: 2);
        await cluster.StartAsync(plan);

        await cluster.AssertExactlyAsync(plan);
        Assert.Equal(2 * (4 + 2), cluster.Proxy.CountOf(EngineFault.NameConflict));
    }

    [DockerFact]
    public async Task Prepare_LeavesNothing_WhenANameIsHeldByNobodyForLong()
    {
        ClusterExistsException refused = await FailsAndLeavesNothingAsync<ClusterExistsException>(
            Each(EngineFault.NameConflict, call => call.IsContainerCreate));

        Assert.Contains("shows none", refused.Message, StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task Prepare_LeavesNothing_AndSaysWhy_WhenTheFirstNodesAnswerNeverComes()
    {
        EngineUnavailableException failure = await FailsAndLeavesNothingAsync<EngineUnavailableException>(
            Each(EngineFault.LostAnswer, call => call.IsContainerCreate));

        Assert.Contains("POST /containers/create", failure.Message, StringComparison.Ordinal);
    }

    [DockerFact]
    public Task Prepare_LeavesNothing_WhenTheNetworksAnswerNeverComes() =>
        FailsAndLeavesNothingAsync<EngineUnavailableException>(
            Each(EngineFault.LostAnswer, call => call.IsNetworkCreate));

    [DockerFact]
    public async Task Prepare_SaysWhatIsLeft_WhenItCantBeRemoved()
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(new FaultPlan(
            1,
            new FaultRule(EngineFault.Refusal, 1) { Fits = call => call.IsContainerCreate, Message = "first cause" },
            new FaultRule(EngineFault.Refusal, 1)
            {
                Fits = call => call is { Method: "DELETE" }, Status = 403, Message = "it stays",
            })
        {
            InARowMax = Always,
        });

        CleanupIncompleteException left = await Assert.ThrowsAsync<CleanupIncompleteException>(
            () => cluster.PrepareAsync(workers: 4, perNode: 2));

        Assert.Contains("first cause", left.Message, StringComparison.Ordinal);
        Assert.Contains("it stays", left.Message, StringComparison.Ordinal);
        Assert.Contains("scalesim down", left.Message, StringComparison.Ordinal);
        Assert.Contains("network", Assert.Single(left.Remains), StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task Act_ComesThrough_WhenEachAnswerIsLost()
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(
            Each(EngineFault.LostAnswer, call => call.IsChange && !call.IsContainerCreate));
        ClusterPlan plan = await cluster.PrepareAsync(workers: 3, perNode: 3);
        await cluster.StartAsync(plan);

        await cluster.Engine.ActAsync(cluster.Name, WorkerAction.Kill, [1, 2], CancellationToken.None);
        await cluster.Engine.ActAsync(cluster.Name, WorkerAction.Start, [1], CancellationToken.None);

        Assert.Equal(
            ["node-001", "worker-0001", "worker-0003"], (await cluster.RunningAsync()).Order(StringComparer.Ordinal));
    }

    [DockerFact]
    public async Task Remove_EndsAllThatRun_BeforeItRemovesTheFirst()
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(FaultPlan.None);
        await cluster.StartAsync(await cluster.PrepareAsync(workers: 4, perNode: 2));
        await cluster.Engine.ActAsync(cluster.Name, WorkerAction.Kill, [2], CancellationToken.None);

        IReadOnlyList<EngineEvent> events = await cluster.RemoveAsync();

        EngineEvent[] workers =
        [
            .. events.Where(
                happened => happened.Kind is EngineEventKind.WorkerEnded or EngineEventKind.WorkerRemoved),
        ];
        Assert.Equal([1, 3, 4], Indexes(workers[..3], EngineEventKind.WorkerEnded));
        Assert.Equal([1, 2, 3, 4], Indexes(workers[3..], EngineEventKind.WorkerRemoved));
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task Remove_RemovesAll_WhereNobodyCanBeEndedBefore()
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(new FaultPlan(
            1, new FaultRule(EngineFault.Refusal, 1) { Fits = call => call.Route == "POST /containers/*/kill" })
        {
            InARowMax = Always,
        });
        await cluster.StartAsync(await cluster.PrepareAsync(workers: 4, perNode: 2));

        IReadOnlyList<EngineEvent> events = await cluster.RemoveAsync();

        Assert.DoesNotContain(events, happened => happened.Kind == EngineEventKind.WorkerEnded);
        Assert.Equal([1, 2, 3, 4], Indexes(events, EngineEventKind.WorkerRemoved));
        Assert.Empty(await cluster.RemainsAsync());
        Assert.True(cluster.Proxy.CountOf(EngineFault.Refusal) >= 4);
    }

    private static IEnumerable<int> Indexes(IEnumerable<EngineEvent> events, EngineEventKind kind) =>
        events.Where(happened => happened.Kind == kind).Select(happened => happened.Index).Order();

    /// <summary>Preparing a cluster of four workers where calls of a kind never come through.</summary>
    private static async Task<TException> FailsAndLeavesNothingAsync<TException>(FaultPlan faults)
        where TException : Exception
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(faults with { InARowMax = Always });

        TException failure = await Assert.ThrowsAsync<TException>(
            () => cluster.PrepareAsync(workers: 4, perNode: 2));

        Assert.Empty(await cluster.RemainsAsync());
        return failure;
    }

    /// <summary>Each call of a kind goes wrong once, and then comes through.</summary>
    private static FaultPlan Each(EngineFault fault, Func<EngineCall, bool> fits) =>
        new(1, new FaultRule(fault, 1) { Fits = fits, Delay = TimeSpan.FromMilliseconds(500) }) { InARowMax = 1 };
}
