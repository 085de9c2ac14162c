using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// Follows a cluster's deaths once its starter has gone, remembers the last ones for 'status', and restores the cluster
/// when the engine's restart has ended it.
/// </summary>
internal sealed class KeeperWatch : IAsyncDisposable
{
    private const int DeathsMax = 1000;
    private static readonly TimeSpan ConnectPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StandTimeout = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Queue<WorkerDeath> _deaths = new();
    private readonly HashSet<int> _stranded = [];
    private readonly AskedDeaths _asked = new();
    private readonly TaskCompletionSource _standing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _cluster;
    private readonly Func<Task<IEngine>> _connect;
    private readonly KeeperLog _log;
    private readonly TimeProvider _time;
    private readonly EngineWatch _engine;
    private Task? _following;

    /// <param name="connect">To the cluster's engine; throws while that is away.</param>
    public KeeperWatch(
        string cluster, Func<Task<IEngine>> connect, HttpClient http, KeeperLog log, TimeProvider time)
    {
        _cluster = cluster;
        _connect = connect;
        _log = log;
        _time = time;
        _engine = new EngineWatch(cluster, Expect, http, log, time);
    }

    public IReadOnlyList<WorkerDeath> Deaths
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

    /// <value>Whether the engine is away, or what ended with it is started again right now.</value>
    public bool IsRestoring => _engine.IsRestoring;

    /// <value>Indexes of workers whose node has ended under them, and that were not started since.</value>
    public IReadOnlyList<int> Stranded
    {
        get
        {
            lock (_lock)
            {
                return [.. _stranded.Order()];
            }
        }
    }

    /// <value>The deaths that were asked for, for whoever follows the cluster's as well.</value>
    public DeathRequests Requests { get; } = new();

    /// <summary>Some workers are about to be ended on purpose.</summary>
    public void Expect(DeathRequest request)
    {
        lock (_lock)
        {
            Requests.Add(request);
            if (_following is not null)
            {
                _asked.Add(request);
            }
        }
    }

    /// <summary>
    /// Begins to follow, and returns once the stream stands: whatever dies after that is known. A second call begins
    /// nothing anew. An engine that does not answer holds nobody up for long.
    /// </summary>
    /// <param name="secrets">Hidden in what workers printed before it is remembered.</param>
    public async Task StartAsync(SecretText secrets, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _following ??= FollowAsync(secrets);
        }

        await Task.WhenAny(_standing.Task, Task.Delay(StandTimeout, _time, cancellationToken));
    }

    /// <summary>
    /// Ends following and restoring for good, and returns once they have ended: nothing of the cluster is started or
    /// created after that, which a removal would miss. A second call waits for the same.
    /// </summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await (Following() ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private Task? Following()
    {
        lock (_lock)
        {
            return _following;
        }
    }

    private async Task FollowAsync(SecretText secrets)
    {
        try
        {
            await using IEngine engine = await ConnectAsync();
            var reporter = new DeathReporter(engine, _cluster, secrets, _time);
            try
            {
                await EventRelay.RunAsync(
                    token => engine.FollowAsync(_cluster, token),
                    happened => Take(engine, happened),
                    taken => TellAsync(engine, reporter, taken.Happened, taken.Request),
                    _stop.Token);
            }
            finally
            {
                await _engine.SettleAsync();
            }
        }
        catch (OperationCanceledException)
        {
        }
#pragma warning disable CA1031 // Whatever ends the watch must not end the keeper, nor go unsaid.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _log.Write($"deaths are no longer watched: {exception.Message}");
        }
        finally
        {
            _standing.TrySetResult();
        }
    }

    /// <summary>What can't wait until the event is looked into, which takes its time while an engine ends.</summary>
    private (EngineEvent Happened, DeathRequest? Request) Take(IEngine engine, EngineEvent happened)
    {
        DeathRequest? request = _asked.Take(happened);
        // Who was to be restarted was not to stay dead.
        _engine.Notice(
            engine, happened, isWanted: request is not (null or { Action: WorkerAction.Restart }), _stop.Token);
        if (happened.Kind == EngineEventKind.Resynced)
        {
            _standing.TrySetResult();
        }

        return (happened, request);
    }

    private async Task TellAsync(
        IEngine engine, DeathReporter reporter, EngineEvent happened, DeathRequest? request)
    {
        await reporter.NoteAsync(happened, _stop.Token);
        switch (happened.Kind)
        {
            case EngineEventKind.WorkerDied:
                Remember(await reporter.DescribeAsync(happened, request, _stop.Token));
                break;
            case EngineEventKind.NodeDied:
                Strand(await TryInspectAsync(engine), happened.Index);
                break;
            case EngineEventKind.WorkerStarted:
                Rejoin(happened.Index);
                break;
        }
    }

    /// <returns>Null where the engine is away, as it is when it has ended the node itself.</returns>
    private async Task<ClusterState?> TryInspectAsync(IEngine engine)
    {
        try
        {
            return await engine.InspectAsync(_cluster, _stop.Token);
        }
        catch (EngineException)
        {
            return null;
        }
    }

    /// <summary>An engine that is away right now is one to watch for.</summary>
    private async Task<IEngine> ConnectAsync()
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            try
            {
                return await _connect();
            }
            catch (EngineUnavailableException exception)
            {
                if (isFirst)
                {
                    _log.Write($"waiting for the engine: {exception.Message}");
                }

                await Task.Delay(ConnectPause, _time, _stop.Token);
            }
        }
    }

    private void Remember(WorkerDeath death)
    {
        lock (_lock)
        {
            _stranded.Remove(death.Worker);
            if (_deaths.Count == DeathsMax)
            {
                _deaths.Dequeue();
            }

            _deaths.Enqueue(death);
        }
    }

    /// <summary>Who ran on a node that ended is left in a network that nobody reaches, for good.</summary>
    private void Strand(ClusterState? state, int node)
    {
        lock (_lock)
        {
            _stranded.UnionWith((state?.Workers ?? [])
                .Where(worker => worker.Node == node && worker.Status == ContainerStatus.Running)
                .Select(worker => worker.Index));
        }
    }

    private void Rejoin(int worker)
    {
        lock (_lock)
        {
            _stranded.Remove(worker);
        }
    }
}
