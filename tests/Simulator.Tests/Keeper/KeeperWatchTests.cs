using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Tests.Workers;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Keeper;

/// <summary>What a keeper makes of its engine's absences, and whom it tells of what it does about them.</summary>
public sealed class KeeperWatchTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http = new();
    private readonly TemporaryDirectory _directory = new();
    private FakeCluster _cluster = null!;
    private ScriptedEngine _engine = null!;
    private KeeperWatch _watch = null!;

    public async Task InitializeAsync()
    {
        _cluster = await FakeCluster.UpAsync(4);
        _engine = new ScriptedEngine(_cluster.Engine);
        _watch = new KeeperWatch(
            _cluster.Name,
            () => Task.FromResult<IEngine>(_engine),
            _http,
            new KeeperLog(_directory.PathOf("log"), _time),
            _time);
        Tell(EngineEventKind.Resynced);
        await _watch.StartAsync(SecretText.None, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Worker_ThatACommandStopped_IsNotStartedWithThoseThatEndedWithTheEngine()
    {
        await _cluster.Engine.ActAsync(_cluster.Name, WorkerAction.Stop, [1, 2, 3, 4], CancellationToken.None);
        _watch.Expect(new DeathRequest(WorkerAction.Stop, [1], "scalesim stop"));
        _watch.Expect(new DeathRequest(WorkerAction.Restart, [2], "scalesim restart"));
        Tell(EngineEventKind.WorkerDied, 1);
        Tell(EngineEventKind.WorkerDied, 2);
        Tell(EngineEventKind.WorkerDied, 3);
        Tell(EngineEventKind.EngineLost);
        Tell(EngineEventKind.EngineReturned);
        Tell(EngineEventKind.WorkerDied, 4);
        Tell(EngineEventKind.Resynced);

        KeeperAbsence absence = await AbsenceAsync();

        Assert.Equal((3, true), (absence.Workers, absence.IsMended));
        Assert.Equal(["StartAsync", "Start 2,3,4"], _engine.Acts);
    }

    [Fact]
    public async Task Worker_ThatRestoringRestarts_IsAskedFor_ByWhoeverFollows()
    {
        await _cluster.Engine.ActAsync(_cluster.Name, WorkerAction.Stop, [1], CancellationToken.None);
        Tell(EngineEventKind.EngineLost);
        Tell(EngineEventKind.EngineReturned);
        Tell(EngineEventKind.NodeDied, 1);
        Tell(EngineEventKind.WorkerDied, 1);
        Tell(EngineEventKind.Resynced);

        await AbsenceAsync();
        Tell(EngineEventKind.WorkerDied, 2);
        Tell(EngineEventKind.WorkerDied, 2);
        await Eventually.HoldsAsync(() => _watch.Deaths.Count == 3, "all deaths are told");

        DeathRequest request = Assert.Single(_watch.Requests.Since(0).Requests);
        Assert.Equal([2], request.Workers);
        Assert.Equal([null, ClusterRestorer.By, null], _watch.Deaths.Select(death => death.AskedBy));
        Assert.Equal(["StartAsync", "Stop 2", "Start 1,2"], _engine.Acts);
    }

    [Fact]
    public async Task Worker_ThatWasStartedSinceTheEngineReturned_IsNotRestarted()
    {
        Tell(EngineEventKind.EngineLost);
        Tell(EngineEventKind.EngineReturned);
        Tell(EngineEventKind.NodeDied, 1);
        Tell(EngineEventKind.Resynced);
        Tell(EngineEventKind.WorkerStarted, 1);
        Tell(EngineEventKind.WorkerStarted, 2);

        await AbsenceAsync();

        Assert.Equal(["StartAsync"], _engine.Acts);
    }

    [Fact]
    public async Task IsRestoring_FromTheLossOfTheEngine_UntilWhatEndedWithItRuns()
    {
        await _cluster.Engine.ActAsync(_cluster.Name, WorkerAction.Stop, [1], CancellationToken.None);
        Assert.False(_watch.IsRestoring);

        Tell(EngineEventKind.EngineLost);
        await Eventually.HoldsAsync(() => _watch.IsRestoring, "the engine is away");
        Tell(EngineEventKind.EngineReturned);
        Tell(EngineEventKind.WorkerDied, 1);
        Tell(EngineEventKind.Resynced);
        await AbsenceAsync();

        await Eventually.HoldsAsync(() => !_watch.IsRestoring, "it is restored");
        Assert.Equal(["StartAsync", "Start 1"], _engine.Acts);
    }

    private void Tell(EngineEventKind kind, int index = 0) => _engine.Tell(_time.GetUtcNow(), kind, index);

    private async Task<KeeperAbsence> AbsenceAsync()
    {
        // First what was told, which takes no time, then the pauses of restoring.
        await _engine.IsHeardAsync();
        await _time.AdvanceUntilAsync(
            () => _watch.Absences.Count > 0, "the absence is over", TimeSpan.FromMilliseconds(50));
        return Assert.Single(_watch.Absences);
    }
}
