using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Status;
using ScaleSim.Simulator.Tests.Workers;

namespace ScaleSim.Simulator.Tests.Status;

public sealed class ClusterStatusTests
{
    [Fact]
    public async Task Status_IsHealthy_WhenAllRunAndAreCounted()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(3);
        ClusterState state = await cluster.StateAsync();

        Assert.True(new ClusterStatus(state, keeper: null, unmanaged: null).IsHealthy);
        Assert.True(new ClusterStatus(state, null, null, Registered(3, 1, 2, 3)).IsHealthy);
        Assert.False(new ClusterStatus(state, null, null, Registered(4, 1, 2, 3)).IsHealthy);
    }

    [Fact]
    public async Task Missing_SaysWhoAndWhy()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(5);
        await cluster.Engine.ActAsync(cluster.Name, WorkerAction.Kill, [2, 3], CancellationToken.None);
        ClusterState state = await cluster.StateAsync();
        state = state with { Workers = [.. state.Workers.Where(worker => worker.Index != 5)] };
        KeeperReply keeper = new() { Deaths = [Death(3, outOfMemory: true), Death(77, outOfMemory: false)] };

        ClusterStatus status = new(state, keeper, unmanaged: null, Registered(1, 1));

        Assert.Equal(
            [
                "worker-0002 exited: Exited (137)",
                "worker-0003 exited: ran out of memory; Exited (137)",
                "worker-0004 running: runs, and the master does not count it",
                "worker-0005 missing: has no container: it was never started, or somebody removed it",
            ],
            status.Missing.Select(worker => $"{worker.Name} {worker.State}: {worker.Why}"));
        Assert.Equal(
            ["running 2", "exited 2", "missing 1"], status.States.Select(pair => $"{pair.Key} {pair.Value}"));
        Assert.Equal(new GroupStatus("worker", 5, 4, 2, 1), Assert.Single(status.Groups));
        Assert.False(status.IsHealthy);
        Assert.Equal(3, Assert.Single(status.Deaths).Worker);
    }

    [Fact]
    public async Task Status_NamesNobody_WhereTheMasterGivesANumberAlone()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(3);
        ClusterState state = await cluster.StateAsync();

        ClusterStatus status = new(state, null, null, new RegisteredWorkers(2, Indexes: null, []));

        Assert.False(status.IsHealthy);
        Assert.Empty(status.Missing);
        Assert.Null(Assert.Single(status.Groups).Registered);
        Assert.True(new ClusterStatus(state, null, null, new RegisteredWorkers(3, Indexes: null, [])).IsHealthy);
    }

    [Fact]
    public async Task Missing_NamesTheNode_ThatHasEnded()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(4);
        ClusterState state = await cluster.StateAsync();
        state = state with
        {
            Nodes = [.. state.Nodes.Select(node => node.Index == 2
                ? node with { Status = ContainerStatus.Exited }
                : node)],
        };

        ClusterStatus status = new(state, keeper: null, unmanaged: null);

        Assert.Equal([3, 4], status.Missing.Select(worker => worker.Index));
        Assert.All(status.Missing, worker => Assert.Contains("node 2 has ended", worker.Why, StringComparison.Ordinal));
    }

    private static RegisteredWorkers Registered(int count, params int[] indexes) =>
        new(count, indexes.ToHashSet(), []);

    private static WorkerDeath Death(int worker, bool outOfMemory) => new()
    {
        Time = DateTimeOffset.UnixEpoch,
        Worker = worker,
        ExitCode = 137,
        OutOfMemory = outOfMemory,
        Why = outOfMemory ? "ran out of memory" : "ended",
    };
}
