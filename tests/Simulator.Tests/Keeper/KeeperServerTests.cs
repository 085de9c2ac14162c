using System.Collections.Concurrent;
using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Tests.Workers;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Keeper;

/// <summary>A removal while the keeper restores the cluster: nothing is started after it has begun.</summary>
public sealed class KeeperServerTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http = new();
    private readonly ConcurrentQueue<string> _happened = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // A socket's path has 107 bytes at most.
    private readonly KeeperPaths _paths =
        new(Path.Combine(Path.GetTempPath(), $"sst-{Guid.NewGuid():N}"[..16], "keeper"));

    private FakeCluster _cluster = null!;
    private ScriptedEngine _engine = null!;
    private KeeperLog _log = null!;

    public async Task InitializeAsync()
    {
        _paths.Create();
        _log = new KeeperLog(_paths.Log, _time);
        _cluster = await FakeCluster.UpAsync(2);
        _engine = new ScriptedEngine(_cluster.Engine)
        {
            BeforeStart = async () =>
            {
                _begun.TrySetResult();
                await _mayEnd.Task.WaitAsync(TimeSpan.FromSeconds(60));
                _happened.Enqueue("restoring ended");
            },
        };
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _paths.Remove();
    }

    [Fact]
    public async Task Removal_ByACommand_IsTold_OnceNothingIsStartedAnyMore()
    {
        await using KeeperWatch watch = Watch();
        await using var names = new KeeperNames(_log, _time);
        using KeeperServer server = Server(watch, names);
        Task<KeeperEnd> running = server.RunAsync(() => Task.CompletedTask, CancellationToken.None);
        using KeeperClient client = await KeepAsync(expiresAt: null);

        await client.AskAsync(KeeperRequest.Hold(), CancellationToken.None);
        Task<KeeperReply> ending = client.AskAsync(KeeperRequest.EndWatch, CancellationToken.None);
        await Task.WhenAny(ending, Task.Delay(200));
        Assert.False(ending.IsCompleted);
        _mayEnd.SetResult();
        await ending;

        Assert.Equal(["restoring ended"], _happened);
        await client.AskAsync(KeeperRequest.Quit, CancellationToken.None);
        Assert.Equal(KeeperEnd.Quit, await running);
        Assert.Equal(["StartAsync"], _engine.Acts);
    }

    [Fact]
    public async Task Removal_AtTheEndOfItsTime_BeginsOnceNothingIsStartedAnyMore()
    {
        await using KeeperWatch watch = Watch();
        await using var names = new KeeperNames(_log, _time);
        using KeeperServer server = Server(watch, names);
        Task<KeeperEnd> running = server.RunAsync(RemoveAsync, CancellationToken.None);
        DateTimeOffset end = _time.GetUtcNow() + TimeSpan.FromMinutes(10);
        using KeeperClient client = await KeepAsync(end);

        // Not beyond: the keeper's patience begins there, and no part of it is to pass.
        _time.Advance(end - _time.GetUtcNow());
        await Task.WhenAny(running, Task.Delay(200));
        Assert.Empty(_happened);
        _mayEnd.SetResult();

        Assert.Equal(KeeperEnd.Expired, await running);
        Assert.Equal(["restoring ended", "removed"], _happened);
        Assert.Equal(["StartAsync"], _engine.Acts);
    }

    [Fact]
    public async Task Removal_ByTheKeeper_WaitsForFourSecondsAtMost()
    {
        await using KeeperWatch watch = Watch();
        await using var names = new KeeperNames(_log, _time);
        using KeeperServer server = Server(watch, names);
        Task<KeeperEnd> running = server.RunAsync(RemoveAsync, CancellationToken.None);
        using (KeeperClient client = await KeepAsync(expiresAt: null))
        {
            await client.AskAsync(KeeperRequest.Hold(), CancellationToken.None);
        }

        await _time.AdvanceUntilAsync(() => running.IsCompleted, "the keeper has removed its cluster", Step);

        Assert.Equal(KeeperEnd.HolderLost, await running);
        Assert.Equal(["removed"], _happened);
        _mayEnd.SetResult();
    }

    private KeeperWatch Watch() =>
        new(_cluster.Name, () => Task.FromResult<IEngine>(_engine), _http, _log, _time);

    private KeeperServer Server(KeeperWatch watch, KeeperNames names) =>
        new(_cluster.Name, _paths, watch, names, _http, _log, _time);

    private Task RemoveAsync()
    {
        _happened.Enqueue("removed");
        return Task.CompletedTask;
    }

    /// <summary>A cluster that its keeper has begun to restore.</summary>
    private async Task<KeeperClient> KeepAsync(DateTimeOffset? expiresAt)
    {
        KeeperClient client = await KeeperClient.ConnectAsync(_paths.Socket, CancellationToken.None);
        await client.AskAsync(KeeperRequest.Hold(), CancellationToken.None);
        _engine.Tell(_time.GetUtcNow(), EngineEventKind.Resynced);
        await client.AskAsync(
            new KeeperRequest(KeeperVerb.Release) { ExpiresAt = expiresAt }, CancellationToken.None);
        await _cluster.Engine.ActAsync(_cluster.Name, WorkerAction.Kill, [1], CancellationToken.None);
        _engine.Tell(_time.GetUtcNow(), EngineEventKind.EngineLost);
        _engine.Tell(_time.GetUtcNow(), EngineEventKind.EngineReturned);
        _engine.Tell(_time.GetUtcNow(), EngineEventKind.WorkerDied, 1);
        _engine.Tell(_time.GetUtcNow(), EngineEventKind.Resynced);
        await _time.AdvanceUntilAsync(() => _begun.Task.IsCompleted, "restoring has begun", Step);
        return client;
    }
}
