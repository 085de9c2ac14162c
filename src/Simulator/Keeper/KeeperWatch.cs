using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// Follows a cluster's deaths once its starter has gone, remembers the last ones for 'status', and restores the cluster
/// when the engine's restart has ended it.
/// </summary>
internal sealed class KeeperWatch(
    string cluster, Func<Task<IEngine>> connect, HttpClient http, KeeperLog log, TimeProvider time) : IAsyncDisposable
{
    private const int DeathsMax = 1000;
    private static readonly TimeSpan ConnectPause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Queue<KeeperDeath> _deaths = new();
    private readonly HashSet<int> _outOfMemory = [];
    private readonly EngineWatch _engine = new(cluster, http, log, time);
    private Task? _following;

    public IReadOnlyList<KeeperDeath> Deaths
    {
        get
        {
            lock (_lock)
            {
                return [.. _deaths];
            }
        }
    }

    /// <value>When the engine was away, and what became of the cluster; oldest first.</value>
    public IReadOnlyList<KeeperAbsence> Absences => _engine.Absences;

    /// <summary>Begins to follow; a second call changes nothing.</summary>
    public void Start()
    {
        lock (_lock)
        {
            _following ??= FollowAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_following ?? Task.CompletedTask);
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await using IEngine engine = await ConnectAsync();
            try
            {
                await foreach (EngineEvent happened in engine.FollowAsync(cluster, _stop.Token))
                {
                    Remember(happened);
                    _engine.Notice(engine, happened, _stop.Token);
                }
            }
            finally
            {
                await _engine.SettleAsync();
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (EngineException exception)
        {
            log.Write($"deaths are no longer watched: {exception.Message}");
        }
    }

    /// <summary>An engine that is away right now is one to watch for.</summary>
    private async Task<IEngine> ConnectAsync()
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            try
            {
                return await connect();
            }
            catch (EngineUnavailableException exception)
            {
                if (isFirst)
                {
                    log.Write($"waiting for the engine: {exception.Message}");
                }

                await Task.Delay(ConnectPause, time, _stop.Token);
            }
        }
    }

    private void Remember(EngineEvent happened)
    {
        lock (_lock)
        {
            if (happened.Kind == EngineEventKind.WorkerOutOfMemory)
            {
                _outOfMemory.Add(happened.Index);
            }

            if (happened.Kind != EngineEventKind.WorkerDied)
            {
                return;
            }

            if (_deaths.Count == DeathsMax)
            {
                _deaths.Dequeue();
            }

            bool outOfMemory = _outOfMemory.Remove(happened.Index);
            _deaths.Enqueue(new KeeperDeath(happened.Time, happened.Index, happened.ExitCode, outOfMemory));
        }
    }
}
