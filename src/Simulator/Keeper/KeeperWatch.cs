using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Keeper;

/// <summary>Follows a cluster's deaths once its starter has gone, and remembers the last ones for 'status'.</summary>
internal sealed class KeeperWatch(string cluster, Func<Task<IEngine>> connect, KeeperLog log) : IAsyncDisposable
{
    private const int DeathsMax = 1000;

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Queue<KeeperDeath> _deaths = new();
    private readonly HashSet<int> _outOfMemory = [];
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
            await using IEngine engine = await connect();
            await foreach (EngineEvent happened in engine.FollowAsync(cluster, _stop.Token))
            {
                Remember(happened);
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
