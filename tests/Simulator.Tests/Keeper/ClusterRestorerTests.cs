using ScaleSim.Core.Engines;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Tests.Workers;

namespace ScaleSim.Simulator.Tests.Keeper;

public sealed class ClusterRestorerTests : IDisposable
{
    private static readonly EngineAbsence Absence =
        new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(3));

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();
    private readonly KeeperLog _log;

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

    /// <summary>Lets the clock run until it is done.</summary>
    private async Task<string?> RestoreAsync(FakeCluster cluster, EngineAbsence absence)
    {
        var time = new ScaleSim.Tests.FakeTimeProvider();
        var restorer = new ClusterRestorer(cluster.Name, new RestartProbe(_http, time), time, _log);
        Task<string?> restoring = restorer.RestoreAsync(cluster.Engine, absence, CancellationToken.None);
        while (!restoring.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(restoring, Task.Delay(5));
        }

        return await restoring;
    }
}
