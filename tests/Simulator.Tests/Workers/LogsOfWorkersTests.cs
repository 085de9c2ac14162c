using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Tests.Terminal;
using ScaleSim.Simulator.Workers;

namespace ScaleSim.Simulator.Tests.Workers;

public sealed class LogsOfWorkersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Show_PrintsEachWorkersLinesBehindItsName()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(3);
        TestConsole console = TestConsole.Pipe();

        await (await LogsAsync(cluster, console)).ShowAsync(new LogRequest(), CancellationToken.None);

        Assert.Equal(
            """
            worker-0001  | worker-0001 starts, life 1
            worker-0002  | worker-0002 starts, life 1
            worker-0003  | worker-0003 starts, life 1

            """,
            console.Output);
    }

    [Fact]
    public async Task Show_LeavesTheNamesAway_WhereThatIsAskedFor()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(1);
        TestConsole console = TestConsole.Pipe();

        await (await LogsAsync(cluster, console, isPrefixed: false)).ShowAsync(
            new LogRequest(), CancellationToken.None);

        Assert.Equal("worker-0001 starts, life 1\n", console.Output);
    }

    [Fact]
    public async Task Follow_GoesOnWithTheNextLife_AndEndsWithTheCluster()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(2);
        TestConsole console = TestConsole.Pipe();
        using CancellationTokenSource deadline = new(Patience);

        Task following = (await LogsAsync(cluster, console)).FollowAsync(new LogRequest(), deadline.Token);
        await cluster.Engine.ActAsync(cluster.Name, WorkerAction.Restart, [2], deadline.Token);
        while (!console.Output.Contains("life 2", StringComparison.Ordinal))
        {
            await Task.Delay(10, deadline.Token);
        }

        await cluster.Engine.ActAsync(cluster.Name, WorkerAction.Kill, [1, 2], deadline.Token);
        await foreach (EngineEvent _ in cluster.Engine.RemoveAsync(cluster.Name, run: null, deadline.Token))
        {
        }

        await following;

        Assert.Contains("worker-0002  | worker-0002 exits with code 143", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_Ends_WhenItIsCancelled()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(2);
        using CancellationTokenSource stop = new();

        Task following = (await LogsAsync(cluster, TestConsole.Pipe())).FollowAsync(new LogRequest(), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following.WaitAsync(Patience));
    }

    private static async Task<LogsOfWorkers> LogsAsync(
        FakeCluster cluster, TestConsole console, bool isPrefixed = true)
    {
        ClusterState state = await cluster.StateAsync();
        return new LogsOfWorkers(
            cluster.Engine,
            cluster.Engine,
            state,
            state.Workers,
            WorkerPrefix.For(console.Console, state.Workers, isPrefixed),
            TimeProvider.System);
    }
}
