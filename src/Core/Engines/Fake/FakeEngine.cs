using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Engines.Fake;

/// <summary>
/// An engine that keeps states and runs nothing: for trying ScaleSim out without Docker, and for tests. Its delays and
/// failures come from options and a seed, its time from a <see cref="TimeProvider"/>; it opens no sockets, and its
/// clusters last as long as the object. Safe for several threads.
/// </summary>
public sealed class FakeEngine : IEngine, ILogFollower, IEnvironmentReader, IDeathReader
{
    private readonly FakeClusters _clusters = new();
    private readonly FakeFollowers _followers = new();
    private readonly FakeEngineOptions _options;
    private readonly FakeBehaviour _behaviour;
    private readonly FakeLives _lives;
    private readonly FakeLogs _logs;
    private readonly FakeInspector _inspector;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentOutOfRangeException">A delay, rate or size of the options can't be.</exception>
    public FakeEngine(FakeEngineOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.ThrowIfImpossible();
        _options = options;
        _behaviour = new FakeBehaviour(options);
        _time = time;
        _lives = new FakeLives(options, _behaviour, time, _clusters.Gate, _followers);
        _logs = new FakeLogs(_clusters, _followers);
        _inspector = new FakeInspector(_clusters);
    }

    public EngineCapabilities Capabilities { get; } = new(Network: false, Exec: false, SharedShim: true);

    public Task<EngineFacts> ReadFactsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_clusters.Gate)
        {
            return Task.FromResult(new EngineFacts
            {
                Kind = "fake",
                Version = "1.0",
                ApiVersion = new Version(1, 43),
                IsLocal = true,
                Cores = _options.Cores,
                MemoryBytes = _options.MemoryBytes,
                DefaultRuntime = "runc",
                Runtimes = ["runc", "crun"],
                Subnets = [.. _clusters.All.Values.Select(cluster => cluster.Plan.Network.Subnet.ToString())],
                PublishedPorts =
                    [.. _clusters.All.Values.SelectMany(cluster => FakeConflicts.PublishedPorts(cluster.Plan))],
            });
        }
    }

    public Task PrepareAsync(ClusterPlan plan, KeeperIdentity? keeper, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_clusters.Gate)
        {
            FakeConflicts.Check(plan, _options, _clusters.All.Values);
            _clusters.All[plan.Cluster] = new FakeCluster(plan, keeper, _time.GetUtcNow());
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<EngineEvent> StartAsync(
        ClusterPlan plan, StartOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        DateTimeOffset begin = _time.GetUtcNow();
        IEnumerable<FakeStep> steps;
        lock (_clusters.Gate)
        {
            FakeCluster cluster = _clusters.Find(plan.Cluster);
            cluster.Adopt(plan);
            steps = FakeSteps.ToStart(cluster, _behaviour, options.Concurrency);
        }

        foreach (FakeStep step in steps)
        {
            await WaitAsync(begin + step.After, cancellationToken).ConfigureAwait(false);
            yield return Perform(plan.Cluster, step, begin);
        }
    }

    public async IAsyncEnumerable<EngineEvent> ScaleAsync(
        ScalePlan plan, StartOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        DateTimeOffset begin = _time.GetUtcNow();
        IEnumerable<FakeStep> steps;
        lock (_clusters.Gate)
        {
            FakeCluster cluster = _clusters.Find(plan.Target.Cluster);
            cluster.Remember(plan);
            steps = FakeSteps.ToShrink(cluster, plan, _behaviour, options.Concurrency);
        }

        foreach (FakeStep step in steps)
        {
            await WaitAsync(begin + step.After, cancellationToken).ConfigureAwait(false);
            yield return Perform(plan.Target.Cluster, step, begin);
        }

        await foreach (EngineEvent happened in StartAsync(plan.Target, options, cancellationToken)
            .ConfigureAwait(false))
        {
            yield return happened;
        }
    }

    public async IAsyncEnumerable<EngineEvent> RemoveAsync(
        string cluster, string? run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!IsOf(cluster, run))
        {
            yield break;
        }

        DateTimeOffset begin = _time.GetUtcNow();
        foreach (FakeStep step in BeginRemoval(cluster))
        {
            await WaitAsync(begin + step.After, cancellationToken).ConfigureAwait(false);
            yield return Perform(cluster, step, begin);
        }

        if (EndRemoval(cluster) is { } last)
        {
            yield return last;
        }
    }

    public Task<IReadOnlyList<ClusterState>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_clusters.Gate)
        {
            return Task.FromResult<IReadOnlyList<ClusterState>>(
                [.. _clusters.All.Values.Select(cluster => cluster.State()).OrderBy(state => state.Cluster)]);
        }
    }

    public Task<ClusterState?> InspectAsync(string cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_clusters.Gate)
        {
            return Task.FromResult(_clusters.All.GetValueOrDefault(cluster)?.State());
        }
    }

    public async IAsyncEnumerable<EngineEvent> FollowAsync(
        string cluster, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<EngineEvent> channel = _followers.Join(cluster);
        try
        {
            yield return new EngineEvent(_time.GetUtcNow(), EngineEventKind.Resynced, 0);
            await foreach (EngineEvent happened in
                channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return happened;
            }
        }
        finally
        {
            _followers.Leave(cluster, channel);
        }
    }

    public Task ActAsync(
        string cluster, WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workers);
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<string> refused;
        lock (_clusters.Gate)
        {
            refused = _lives.Act(_clusters.Find(cluster), action, workers);
        }

        return refused.Count == 0
            ? Task.CompletedTask
            : throw new EngineException(
                $"{refused.Count} of {workers.Count} workers of cluster '{cluster}' refused to {action}; "
                + $"{string.Join(", ", refused.Take(5))}. List them with 'scalesim status {cluster}'.");
    }

    public Task<ExecResult> ExecAsync(
        string cluster, ExecTarget target, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        throw new EngineException(
            $"No command can be run in cluster '{cluster}'; the fake engine has no processes. "
            + "Use --engine docker.");

    public Task<string> ReadLogAsync(string cluster, int worker, int lines, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lines);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_logs.Read(cluster, worker, lines));
    }

    public IAsyncEnumerable<LogLine> FollowLogAsync(
        string cluster, int worker, LogRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _logs.FollowAsync(cluster, worker, request, cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, string>> ReadEnvironmentAsync(
        string cluster, int worker, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_inspector.Environment(cluster, worker));
    }

    public Task<DeathFacts?> ReadDeathAsync(string cluster, int worker, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_inspector.Death(cluster, worker));
    }

    public Task<MemoryShortage?> ReadShortageAsync(
        string cluster, int worker, DateTimeOffset at, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<MemoryShortage?>(null);
    }

    public ValueTask DisposeAsync()
    {
        lock (_clusters.Gate)
        {
            foreach (FakeCluster cluster in _clusters.All.Values)
            {
                cluster.CancelDeaths();
            }

            _clusters.All.Clear();
        }

        return ValueTask.CompletedTask;
    }

    private async Task WaitAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (TimeSpan rest = until - _time.GetUtcNow(); rest > TimeSpan.Zero; rest = until - _time.GetUtcNow())
        {
            // Timers count whole milliseconds and round down.
            TimeSpan wait = TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds));
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Reports the time that the schedule gives, so that a seed gives the same times on a slow machine.
    private EngineEvent Perform(string name, FakeStep step, DateTimeOffset begin)
    {
        lock (_clusters.Gate)
        {
            FakeCluster cluster = _clusters.Find(name);
            cluster.Apply(step);
            if (step.Kind == EngineEventKind.WorkerStarted)
            {
                _lives.PlanDeath(cluster, step.Index);
            }

            return Tell(cluster, new EngineEvent(begin + step.After, step.Kind, step.Index)
            {
                Detail = step.Kind == EngineEventKind.WorkerFailed
                    ? $"{cluster.WorkerName(step.Index)} can't be started; the fake engine's options let it fail. "
                        + "Change them."
                    : null,
            });
        }
    }

    private bool IsOf(string name, string? run)
    {
        lock (_clusters.Gate)
        {
            return run is null || _clusters.All.GetValueOrDefault(name)?.Plan.Run.Id == run;
        }
    }

    private IEnumerable<FakeStep> BeginRemoval(string name)
    {
        lock (_clusters.Gate)
        {
            if (!_clusters.All.TryGetValue(name, out FakeCluster? cluster))
            {
                return [];
            }

            cluster.BeginRemoval();
            return FakeSteps.ToRemove(cluster, _behaviour, _options);
        }
    }

    private EngineEvent? EndRemoval(string name)
    {
        lock (_clusters.Gate)
        {
            if (!_clusters.All.TryGetValue(name, out FakeCluster? cluster))
            {
                return null;
            }

            if (cluster.Workers.Count > 0)
            {
                throw FakeConflicts.Incomplete(cluster);
            }

            _clusters.All.Remove(name);
            return Tell(cluster, Now(EngineEventKind.NetworkRemoved, 0));
        }
    }

    private EngineEvent Now(EngineEventKind kind, int index) => new(_time.GetUtcNow(), kind, index);

    private EngineEvent Tell(FakeCluster cluster, EngineEvent happened)
    {
        _followers.Tell(cluster.Plan.Cluster, happened);
        return happened;
    }
}
