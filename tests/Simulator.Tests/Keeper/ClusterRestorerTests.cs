using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Tests.Workers;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Keeper;

public sealed class ClusterRestorerTests : IDisposable
{
    private static readonly EngineAbsence Absence =
        new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(3));

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();
    private readonly KeeperLog _log;
    private readonly List<DeathRequest> _expected = [];
    private readonly HashSet<int> _started = [];

    public ClusterRestorerTests() => _log = new KeeperLog(_directory.PathOf("log"), TimeProvider.System);

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Workers_ThatEndedWithTheEngine_RunAgain_AndWhoWasDeadBeforeStaysDead()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(5);
        await cluster.Engine.ActAsync(cluster.Name, WorkerAction.Kill, [1, 3, 4], CancellationToken.None);

        Assert.Null(await RestoreAsync(cluster, Absence with { Workers = [3, 4] }));

        Assert.Equal(
            [2, 3, 4, 5],
            (await cluster.StateAsync()).Workers
                .Where(worker => worker.Status == ContainerStatus.Running)
                .Select(worker => worker.Index));
    }

    [Fact]
    public async Task Cluster_IsReportedAsLost_WhereTheEngineKnowsNothingOfItAnyMore()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(2);
        await foreach (EngineEvent _ in cluster.Engine.RemoveAsync(cluster.Name, run: null, CancellationToken.None))
        {
        }

        string? problem = await RestoreAsync(cluster, Absence with { Workers = [1, 2] });

        Assert.NotNull(problem);
        Assert.StartsWith("Not restored after 4 attempts: the engine knows nothing", problem, StringComparison.Ordinal);
        Assert.Contains($"scalesim down {cluster.Name}", problem, StringComparison.Ordinal);
        string[] log = await File.ReadAllLinesAsync(_directory.PathOf("log"));
        Assert.Equal(4, log.Count(line => line.Contains("restoring, attempt", StringComparison.Ordinal)));
    }

    /// <summary>Worker 1 of node 1 ended with it; worker 2 runs on in the network of the node's former life.</summary>
    [Fact]
    public async Task Worker_IsStartedOrRestartedOnce_HoweverManyAttemptsItTakes()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(4);
        await cluster.Engine.ActAsync(cluster.Name, WorkerAction.Kill, [1, 3], CancellationToken.None);
        // Worker 3 does not seem to come up before the third attempt.
        var engine = new ScriptedEngine(cluster.Engine)
        {
            Sees = (look, state) => look > 5 ? state : state with
            {
                Workers =
                [
                    .. state.Workers.Select(worker => worker.Index == 3
                        ? worker with { Status = ContainerStatus.Exited, Detail = "Exited (1)" }
                        : worker),
                ],
            },
        };

        Assert.Null(await RestoreAsync(cluster, Absence with { Nodes = [1], Workers = [1, 3] }, engine));

        string[] acts = [.. engine.Acts.Where(act => act != "StartAsync")];
        Assert.Equal(["Stop 2", "Start 1,2,3"], acts.Take(2));
        Assert.True(acts.Length > 2);
        Assert.All(acts.Skip(2), act => Assert.Equal("Start 3", act));
        DeathRequest expected = Assert.Single(_expected);
        Assert.Equal((WorkerAction.Restart, ClusterRestorer.By), (expected.Action, expected.By));
        Assert.Equal([2], expected.Workers);
        Assert.All(
            (await cluster.StateAsync()).Workers, worker => Assert.Equal(ContainerStatus.Running, worker.Status));
    }

    [Fact]
    public async Task Worker_ThatSomebodyHasStartedSince_IsNotRestarted()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(4);
        _started.Add(1);
        var engine = new ScriptedEngine(cluster.Engine);

        Assert.Null(await RestoreAsync(cluster, Absence with { Nodes = [1], Workers = [1] }, engine));

        Assert.Equal(["StartAsync", "Stop 2", "Start 2"], engine.Acts);
    }

    /// <summary>Lets the clock run until it is done.</summary>
    private async Task<string?> RestoreAsync(FakeCluster cluster, EngineAbsence absence, IEngine? engine = null)
    {
        var time = new FakeTimeProvider();
        var restorer = new ClusterRestorer(
            cluster.Name, new RestartProbe(_http, time), _expected.Add, _started.Contains, time, _log);
        Task<string?> restoring = restorer.RestoreAsync(
            engine ?? cluster.Engine, absence, CancellationToken.None);
        return await time.AdvanceUntilAsync(restoring, TimeSpan.FromMilliseconds(200));
    }
}
