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
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FakeCluster> _clusters = [];
    private readonly FakeFollowers _followers = new();
    private readonly FakeEngineOptions _options;
    private readonly FakeBehaviour _behaviour;
    private readonly FakeLives _lives;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentOutOfRangeException">A delay, rate or size of the options can't be.</exception>
    public FakeEngine(FakeEngineOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DelayMin, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DelayMax, options.DelayMin);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DeathAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(options.FailureRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.FailureRate, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.DeathRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.DeathRate, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Cores);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MemoryBytes);
        _options = options;
        _behaviour = new FakeBehaviour(options);
        _time = time;
        _lives = new FakeLives(options, _behaviour, time, _gate, _followers);
    }

    public EngineCapabilities Capabilities { get; } = new(Network: false, Exec: false, SharedShim: true);

    public Task<EngineFacts> ReadFactsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
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
                Subnets = [.. _clusters.Values.Select(cluster => cluster.Plan.Network.Subnet.ToString())],
                PublishedPorts =
                    [.. _clusters.Values.SelectMany(cluster => FakeConflicts.PublishedPorts(cluster.Plan))],
            });
        }
    }

    public Task PrepareAsync(ClusterPlan plan, KeeperIdentity? keeper, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            FakeConflicts.Check(plan, _options, _clusters.Values);
            _clusters[plan.Cluster] = new FakeCluster(plan, keeper, _time.GetUtcNow());
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
        lock (_gate)
        {
            FakeCluster cluster = Find(plan.Cluster);
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
        lock (_gate)
        {
            FakeCluster cluster = Find(plan.Target.Cluster);
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
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<ClusterState>>(
                [.. _clusters.Values.Select(cluster => cluster.State()).OrderBy(state => state.Cluster)]);
        }
    }

    public Task<ClusterState?> InspectAsync(string cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(_clusters.GetValueOrDefault(cluster)?.State());
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
        List<string> refused = [];
        lock (_gate)
        {
            FakeCluster found = Find(cluster);
            foreach (int worker in workers)
            {
                if (!found.Workers.ContainsKey(worker))
                {
                    refused.Add($"there is no worker {worker}");
                }
                else if (!_lives.TryAct(found, action, worker))
                {
                    refused.Add($"{found.WorkerName(worker)} can't be started");
                }
            }
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
        lock (_gate)
        {
            return Task.FromResult(string.Concat(
                FindWorker(cluster, worker).LastLines(lines).Select(line => line + "\n")));
        }
    }

    /// <summary>As <see cref="ILogFollower"/> says; a fake worker's lines have no times.</summary>
    public async IAsyncEnumerable<LogLine> FollowLogAsync(
        string cluster,
        int worker,
        LogRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Channel<EngineEvent> channel = _followers.Join(cluster);
        try
        {
            FakeContainer container = FindWorker(cluster, worker);
            int seen = Math.Max(0, container.Lines - (request.Lines ?? int.MaxValue));
            while (true)
            {
                bool goesOn = request.Follow && container.Status == ContainerStatus.Running;
                foreach (string line in LinesSince(container, ref seen))
                {
                    yield return new LogLine(IsError: false, line);
                }

                if (!goesOn || !await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield break;
                }

                channel.Reader.TryRead(out _);
            }
        }
        finally
        {
            _followers.Leave(cluster, channel);
        }
    }

    public Task<IReadOnlyDictionary<string, string>> ReadEnvironmentAsync(
        string cluster, int worker, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FindWorker(cluster, worker);
        lock (_gate)
        {
            ClusterPlan plan = Find(cluster).Plan;
            return Task.FromResult(new WorkerRenderer(plan).Render(plan.FindWorker(worker)!).Environment);
        }
    }

    public Task<DeathFacts?> ReadDeathAsync(string cluster, int worker, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FakeContainer container = FindWorker(cluster, worker);
        lock (_gate)
        {
            WorkerPlan? plan = Find(cluster).Plan.FindWorker(worker);
            return Task.FromResult(container.EndedAt is null
                ? null
                : new DeathFacts
                {
                    ExitCode = container.ExitCode,
                    EndedAt = container.EndedAt,
                    Restarts = container.Restarts,
                    RestartsMax = plan?.Group.Restart.MaxRetries ?? 0,
                    IsRestarted = container.Restarts > 0
                        && container.Status is ContainerStatus.Restarting or ContainerStatus.Running,
                    MemoryLimitBytes = plan?.MemoryLimitBytes,
                    RamdiskLimitBytes = plan?.Group.Ramdisks.Sum(ramdisk => ramdisk.SizeBytes) ?? 0,
                });
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            foreach (FakeCluster cluster in _clusters.Values)
            {
                cluster.CancelDeaths();
            }

            _clusters.Clear();
        }

        return ValueTask.CompletedTask;
    }

    private FakeCluster Find(string cluster) => _clusters.GetValueOrDefault(cluster) ?? throw new EngineException(
        $"There is no cluster '{cluster}'; the fake engine has {_clusters.Count}. Start one with 'scalesim up'.");

    private FakeContainer FindWorker(string cluster, int worker)
    {
        lock (_gate)
        {
            return Find(cluster).Workers.GetValueOrDefault(worker) ?? throw new EngineException(
                $"Cluster '{cluster}' has no worker {worker}; it was never created or is removed. "
                + $"List its workers with 'scalesim status {cluster}'.");
        }
    }

    private string[] LinesSince(FakeContainer container, ref int seen)
    {
        lock (_gate)
        {
            string[] lines = [.. container.LastLines(container.Lines - seen)];
            seen = container.Lines;
            return lines;
        }
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
        lock (_gate)
        {
            FakeCluster cluster = Find(name);
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
        lock (_gate)
        {
            return run is null || _clusters.GetValueOrDefault(name)?.Plan.Run.Id == run;
        }
    }

    private IEnumerable<FakeStep> BeginRemoval(string name)
    {
        lock (_gate)
        {
            if (!_clusters.TryGetValue(name, out FakeCluster? cluster))
            {
                return [];
            }

            cluster.BeginRemoval();
            return FakeSteps.ToRemove(cluster, _behaviour, _options);
        }
    }

    private EngineEvent? EndRemoval(string name)
    {
        lock (_gate)
        {
            if (!_clusters.TryGetValue(name, out FakeCluster? cluster))
            {
                return null;
            }

            if (cluster.Workers.Count > 0)
            {
                throw FakeConflicts.Incomplete(cluster);
            }

            _clusters.Remove(name);
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
