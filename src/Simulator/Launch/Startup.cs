using System.Collections.Concurrent;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// The three things that go on at once while a cluster starts: the engine starts workers, each is probed until it is
/// ready, the master is asked who has registered. The first worker that fails ends it.
/// </summary>
/// <param name="live">Its plan has the workers that are awaited; others may be alive beside them.</param>
/// <param name="start">Starts them and reports what happens, also to others.</param>
/// <param name="report">What becomes of the workers is told here.</param>
/// <param name="remedy">What the user is told to do when one of them does not come up.</param>
internal sealed class Startup(
    LiveCluster live,
    Func<CancellationToken, IAsyncEnumerable<EngineEvent>> start,
    LaunchServices services,
    TimeSpan timeout,
    RunTracker report,
    StartupRemedy remedy)
{
    private readonly StartupErrors _errors = new(live, services, timeout, report, remedy);
    private readonly DeathCount _deaths = new(live.Plan);
    private readonly ConcurrentDictionary<int, bool> _leaving = new();
    private readonly TaskCompletionSource<Func<Task<CommandException>>> _failed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    // An engine that is shut down ends containers first, nodes at once, and its streams after that.
    private static readonly TimeSpan NodePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(20);

    // Long enough for a program that lacks something to end. A machine that has much to do ends it as slowly as it
    // started it.
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SettleTimeMax = TimeSpan.FromSeconds(2);

    // Long enough for a stream of events to bring a death.
    private static readonly TimeSpan DeathPatience = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _nodeDied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string?> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Lock _end = new();

    private RegistrationWatcher? _watcher;
    private long _startsEnded;
    private bool _isUp;

    /// <value>
    /// The workers that the master is to count in the end, where others live beside those that are awaited; null for
    /// these alone.
    /// </value>
    public ClusterPlan? Counted { get; init; }

    /// <value>
    /// Workers whose earlier lives end first, so that the deaths of these are no failures; a removal ends that.
    /// </value>
    public IEnumerable<int> Leaving
    {
        init
        {
            foreach (int worker in value)
            {
                _leaving[worker] = true;
            }
        }
    }

    /// <exception cref="CommandException">A worker failed, or the deadline passed; with who and why.</exception>
    /// <returns>True; a start that fails is an exception.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, services.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        Task deaths = FollowDeathsAsync(stop.Token);
        Task arrival = ArriveAsync(stop.Token);
        try
        {
            Task first = await Task.WhenAny(arrival, _failed.Task, _lost.Task, deaths);
            if (first == arrival || first == deaths)
            {
                await first;
            }

            if (!TryEnd())
            {
                bool isLost = await IsLostAsync(stop.Token);
                await stop.CancelAsync();
                throw isLost ? _errors.OfLoss(await _lost.Task, cause: null) : await (await _failed.Task)();
            }

            return true;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested
            && !cancellationToken.IsCancellationRequested)
        {
            throw await _errors.OfDeadlineAsync(_watcher);
        }
        catch (EngineException exception) when (exception is not PlanConflictException)
        {
            if (exception is EngineUnavailableException || await IsLostAsync(stop.Token))
            {
                throw _errors.OfLoss(exception.Message, exception);
            }

            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(Quiet(arrival), Quiet(deaths));
        }
    }

    /// <summary>
    /// Ends the start well, unless it has failed: a death is told here and fails it, or comes later and is for whoever
    /// follows the cluster then.
    /// </summary>
    private bool TryEnd()
    {
        lock (_end)
        {
            return _isUp = !_failed.Task.IsCompleted && !_lost.Task.IsCompleted;
        }
    }

    private static Task<AggregateException?> Quiet(Task task) => task.ContinueWith(
        _ => _.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private async Task ArriveAsync(CancellationToken cancellationToken)
    {
        if (!live.Engine.Capabilities.Network)
        {
            await StartWorkersAsync(_ => { }, cancellationToken);
            return;
        }

        using var prober = new ReadinessProber(live.Plan, live.Engine, services.Http, services.Time);
        Task<ReadinessResult> ready = ProbeAsync(prober, cancellationToken);
        Task registered = RegisterAsync(cancellationToken);
        await StartWorkersAsync(prober.WorkerStarted, cancellationToken);
        report.Enter(RunPhase.Ready);
        ReadinessResult result = await ready;
        if (result.Late.Count > 0)
        {
            throw await _errors.OfLateAsync(result.Late);
        }

        if (result.Unready.Count > 0)
        {
            throw await _errors.OfDeadlineAsync(_watcher);
        }

        report.Enter(RunPhase.Registered);
        await registered;
        await SettleAsync(cancellationToken);
    }

    /// <summary>
    /// Looks once more, a moment after the last start: a program that misses a file ends after it was started, and
    /// where no probe asks for it, nobody else would notice.
    /// </summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        TimeSpan rest = OwnSettleTime() - services.Time.GetElapsedTime(_startsEnded);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, services.Time, cancellationToken);
        }

        ClusterState? state = await live.Engine.InspectAsync(live.Plan.Cluster, cancellationToken);
        if (state?.Workers.FirstOrDefault(IsDead) is not { } dead)
        {
            return;
        }

        // Of the stream's event the user learns the exit code.
        await Task.WhenAny(_failed.Task, Task.Delay(DeathPatience, services.Time, cancellationToken));
        if (!_failed.Task.IsCompleted)
        {
            report.WorkerFailed(dead.Index, $"it is not alive: {dead.Detail}");
            _failed.TrySetResult(() => _errors.OfFailureAsync(dead.Index));
        }
    }

    private TimeSpan OwnSettleTime()
    {
        WorkerTimeline? last = report.Snapshot().Workers.MaxBy(worker => worker.Started);
        TimeSpan start = last?.Started - last?.Created ?? TimeSpan.Zero;
        return TimeSpan.FromTicks(Math.Clamp(start.Ticks, SettleTime.Ticks, SettleTimeMax.Ticks));
    }

    private bool IsDead(WorkerState worker) =>
        worker.Status is ContainerStatus.Exited or ContainerStatus.Dead && IsAwaited(worker.Index);

    /// <summary>A worker that is late by its own deadline ends the start at once, whatever goes on meanwhile.</summary>
    private async Task<ReadinessResult> ProbeAsync(ReadinessProber prober, CancellationToken cancellationToken)
    {
        ReadinessResult result = await prober.RunAsync(timeout, report.WorkerReady, cancellationToken);
        foreach (UnreadyWorker late in result.Late)
        {
            report.WorkerFailed(late.Index, $"not ready in time: {late.Reason}");
        }

        if (result.Late.Count > 0)
        {
            _failed.TrySetResult(() => _errors.OfLateAsync(result.Late));
        }

        return result;
    }

    private async Task StartWorkersAsync(Action<int> started, CancellationToken cancellationToken)
    {
        await foreach (EngineEvent happened in start(cancellationToken))
        {
            report.Apply(happened);
            switch (happened.Kind)
            {
                case EngineEventKind.WorkerRemoved:
                    _leaving.TryRemove(happened.Index, out _);
                    break;
                case EngineEventKind.WorkerStarted when IsAwaited(happened.Index):
                    started(happened.Index);
                    break;
                case EngineEventKind.WorkerFailed when IsAwaited(happened.Index):
                    _failed.TrySetResult(() => _errors.OfFailureAsync(happened.Index));
                    break;
            }
        }

        _startsEnded = services.Time.GetTimestamp();
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        if (live.Plan.Spec.Registered is null)
        {
            return;
        }

        ClusterPlan counted = Counted ?? live.Plan;
        int beside = counted.Workers.Count - live.Plan.Workers.Count;
        _watcher = new RegistrationWatcher(
            counted, services.Http, services.Time, live.Plan.Workers.Select(worker => worker.Index).ToHashSet());
        if (!await _watcher.RunAsync(
            timeout,
            report.WorkerRegistered,
            count => report.WorkersRegistered(Math.Max(0, count - beside)),
            cancellationToken))
        {
            throw await _errors.OfDeadlineAsync(_watcher);
        }
    }

    /// <summary>Watches for workers that die after they were started, which no probe would name.</summary>
    private async Task FollowDeathsAsync(CancellationToken cancellationToken)
    {
        DeathReporter reporter = _errors.Reporter();
        await foreach (EngineEvent happened in live.Engine.FollowAsync(live.Plan.Cluster, cancellationToken))
        {
            if (happened.Kind == EngineEventKind.EngineLost)
            {
                report.Apply(happened);
                _lost.TrySetResult(happened.Detail);
            }
            else if (happened.Kind == EngineEventKind.NodeDied)
            {
                _nodeDied.TrySetResult();
            }
            else if (happened.Kind is EngineEventKind.WorkerDied or EngineEventKind.WorkerOutOfMemory
                && IsAwaited(happened.Index)
                && !_leaving.ContainsKey(happened.Index)
                && await reporter.NoteAsync(happened, cancellationToken))
            {
                NoteDeath(happened);
            }
            else if (happened.Kind == EngineEventKind.WorkerStarted && _deaths.HasDied(happened.Index))
            {
                // The engine has started it again.
                report.Apply(happened);
            }
        }
    }

    private void NoteDeath(EngineEvent happened)
    {
        lock (_end)
        {
            if (_isUp)
            {
                return;
            }

            report.Apply(happened);
            if (_deaths.IsLast(happened))
            {
                _failed.TrySetResult(() => _errors.OfFailureAsync(happened.Index, happened));
            }
        }
    }

    private bool IsAwaited(int worker) => live.Plan.FindWorker(worker) is not null;

    /// <summary>Whether a failure was the engine's end, of which it tells somewhat later.</summary>
    private async Task<bool> IsLostAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(_lost.Task, _nodeDied.Task, Task.Delay(NodePatience, services.Time, cancellationToken));
        if (_nodeDied.Task.IsCompleted)
        {
            await Task.WhenAny(_lost.Task, Task.Delay(ShutdownPatience, services.Time, cancellationToken));
        }

        return _lost.Task.IsCompleted;
    }
}
