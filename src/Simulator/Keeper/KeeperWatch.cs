using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;

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
    private static readonly TimeSpan StandTimeout = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Queue<WorkerDeath> _deaths = new();
    private readonly HashSet<int> _stranded = [];
    private readonly AskedDeaths _asked = new();
    private readonly EngineWatch _engine = new(cluster, http, log, time);
    private readonly TaskCompletionSource _standing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _following;

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

        await Task.WhenAny(_standing.Task, Task.Delay(StandTimeout, time, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_following ?? Task.CompletedTask);
        _stop.Dispose();
    }

    private async Task FollowAsync(SecretText secrets)
    {
        try
        {
            await using IEngine engine = await ConnectAsync();
            var reporter = new DeathReporter(engine, cluster, secrets, time);
            try
            {
                await foreach (EngineEvent happened in engine.FollowAsync(cluster, _stop.Token))
                {
                    // Before it is looked into, which takes its time while an engine is shut down.
                    _engine.Notice(engine, happened, _stop.Token);
                    await TellAsync(engine, reporter, happened);
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
        finally
        {
            _standing.TrySetResult();
        }
    }

    private async Task TellAsync(IEngine engine, DeathReporter reporter, EngineEvent happened)
    {
        reporter.Note(happened);
        switch (happened.Kind)
        {
            case EngineEventKind.WorkerDied:
                Remember(await reporter.DescribeAsync(happened, _asked.Take(happened), _stop.Token));
                break;
            case EngineEventKind.NodeDied:
                Strand(await TryInspectAsync(engine), happened.Index);
                break;
            case EngineEventKind.WorkerStarted:
                Rejoin(happened.Index);
                break;
            case EngineEventKind.Resynced:
                _standing.TrySetResult();
                break;
        }
    }

    /// <returns>Null where the engine is away, as it is when it has ended the node itself.</returns>
    private async Task<ClusterState?> TryInspectAsync(IEngine engine)
    {
        try
        {
            return await engine.InspectAsync(cluster, _stop.Token);
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
