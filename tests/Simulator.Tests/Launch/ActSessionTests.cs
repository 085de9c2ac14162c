using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Tests.Keeper;
using ScaleSim.Simulator.Tests.Workers;

namespace ScaleSim.Simulator.Tests.Launch;

/// <summary>What commands tell the keeper before they act, and what they refuse.</summary>
public sealed class ActSessionTests
{
    private readonly List<string> _warnings = [];

    [Fact]
    public async Task Kill_TellsTheKeeperFirst_AndOnlyOfThoseThatRun()
    {
        string socket = SocketPath();
        await using var keeper = new StubKeeper(socket);
        await using FakeCluster cluster = await FakeCluster.UpAsync(4, keeper: Identity(socket));
        await cluster.Engine.ActAsync(cluster.Name, WorkerAction.Kill, [2], CancellationToken.None);

        await ActAsync(cluster, WorkerAction.Kill, "kill", 1, 2, 3);

        Assert.Equal([KeeperVerb.Status, KeeperVerb.ExpectDeaths], keeper.Requests.Select(request => request.Verb));
        KeeperRequest request = keeper.Requests.Last();
        Assert.Equal((WorkerAction.Kill, "scalesim kill"), (request.Deaths!.Action, request.Deaths.By));
        Assert.Equal([1, 3], request.Deaths.Workers);
        Assert.Empty(_warnings);
        Assert.Equal(
            [ContainerStatus.Exited, ContainerStatus.Exited, ContainerStatus.Exited, ContainerStatus.Running],
            (await cluster.StateAsync()).Workers.Select(worker => worker.Status));
    }

    [Fact]
    public async Task Start_TellsOfNoDeaths()
    {
        string socket = SocketPath();
        await using var keeper = new StubKeeper(socket);
        await using FakeCluster cluster = await FakeCluster.UpAsync(2, keeper: Identity(socket));

        await ActAsync(cluster, WorkerAction.Start, "start", 1);

        Assert.Equal(KeeperVerb.Status, Assert.Single(keeper.Requests).Verb);
    }

    [Fact]
    public async Task Kill_GoesOn_AndSaysSo_WhereTheKeeperCantBeTold()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(2, keeper: Identity(SocketPath()));

        await ActAsync(cluster, WorkerAction.Kill, "kill", 1);

        Assert.Contains("will take these for crashes", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Equal(ContainerStatus.Exited, (await cluster.StateAsync()).Workers[0].Status);
    }

    [Fact]
    public async Task Crash_IsAskedForUnderItsOwnName()
    {
        string socket = SocketPath();
        await using var keeper = new StubKeeper(socket);
        await using FakeCluster cluster = await FakeCluster.UpAsync(2, keeper: Identity(socket));

        await ActAsync(cluster, WorkerAction.Crash, "kill --crash", 1);

        DeathRequest deaths = keeper.Requests.Last().Deaths!;
        Assert.Equal((WorkerAction.Crash, "scalesim kill --crash"), (deaths.Action, deaths.By));
    }

    [Theory]
    [InlineData(WorkerAction.Start, "start")]
    [InlineData(WorkerAction.Kill, "kill")]
    public async Task Act_IsRefused_WhileTheKeeperRestoresTheCluster(WorkerAction action, string verb)
    {
        string socket = SocketPath();
        await using var keeper = new StubKeeper(socket) { Reply = new KeeperReply { IsRestoring = true } };
        await using FakeCluster cluster = await FakeCluster.UpAsync(2, keeper: Identity(socket));

        CommandException refusal = await Assert.ThrowsAsync<CommandException>(
            () => ActAsync(cluster, action, verb, 1));

        Assert.Equal(ExitCode.Failed, refusal.ExitCode);
        Assert.StartsWith($"'{verb}' can't change demo now: ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(KeeperVerb.Status, Assert.Single(keeper.Requests).Verb);
        Assert.All(
            (await cluster.StateAsync()).Workers, worker => Assert.Equal(ContainerStatus.Running, worker.Status));
    }

    [Fact]
    public async Task Restart_OfANodeByItsName_IsRefused_WhereTheEngineCantRestartNodes()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(4);
        ClusterState state = await cluster.StateAsync();
        var session = new ActSession(cluster.Engine, state, WorkerAction.Restart, "restart");

        CommandException refusal = await Assert.ThrowsAsync<CommandException>(
            () => session.RunAsync(state.Workers, [1], _warnings.Add, CancellationToken.None));

        Assert.Contains("can't restart a node", refusal.Message, StringComparison.Ordinal);
    }

    private static KeeperIdentity Identity(string socket) => new(1, 1, "boot", socket, HoldsRun: true);

    // A socket's path has 107 bytes at most.
    private static string SocketPath() =>
        Path.Combine(Path.GetTempPath(), $"sst-{Guid.NewGuid():N}"[..16] + ".sock");

    private async Task ActAsync(FakeCluster cluster, WorkerAction action, string verb, params int[] workers)
    {
        ClusterState state = await cluster.StateAsync();
        await new ActSession(cluster.Engine, state, action, verb).RunAsync(
            [.. state.Workers.Where(worker => workers.Contains(worker.Index))],
            [],
            _warnings.Add,
            CancellationToken.None);
    }
}
