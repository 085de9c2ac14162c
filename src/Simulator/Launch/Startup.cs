using System.Collections.Concurrent;
using System.Globalization;
using ScaleSim.Core;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Terminal;

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
    private const int LogLinesShown = 10;
    private const int LogLinesOfMany = 3;
    private const int NamedMax = 5;

    private readonly SecretText _secrets = SecretText.Of(live.Plan.Spec);
    private readonly DeathCount _deaths = new(live.Plan);
    private readonly ConcurrentDictionary<int, bool> _leaving = new();
    private readonly TaskCompletionSource<Func<Task<CommandException>>> _failed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    // An engine that is shut down ends containers first, nodes at once, and its streams after that.
    private static readonly TimeSpan NodePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(10);

    // Long enough for a program that lacks something to end, and for a stream of events to bring a death.
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DeathPatience = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _nodeDied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string?> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RegistrationWatcher? _watcher;
    private long _startsEnded;

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

            if (_failed.Task.IsCompletedSuccessfully || _lost.Task.IsCompletedSuccessfully)
            {
                bool isLost = await IsLostAsync(stop.Token);
                await stop.CancelAsync();
                throw isLost ? DescribeLoss(await _lost.Task, cause: null) : await (await _failed.Task)();
            }

            return true;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested
            && !cancellationToken.IsCancellationRequested)
        {
            throw await DescribeDeadlineAsync();
        }
        catch (EngineException exception) when (exception is not PlanConflictException)
        {
            if (exception is EngineUnavailableException || await IsLostAsync(stop.Token))
            {
                throw DescribeLoss(exception.Message, exception);
            }

            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(Quiet(arrival), Quiet(deaths));
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
            throw await DescribeLateAsync(result.Late);
        }

        if (result.Unready.Count > 0)
        {
            throw await DescribeDeadlineAsync();
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
        TimeSpan rest = SettleTime - services.Time.GetElapsedTime(_startsEnded);
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
            _failed.TrySetResult(() => DescribeFailureAsync(dead.Index));
        }
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
            _failed.TrySetResult(() => DescribeLateAsync(result.Late));
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
                    _failed.TrySetResult(() => DescribeFailureAsync(happened.Index));
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
            throw await DescribeDeadlineAsync();
        }
    }

    /// <summary>Watches for workers that die after they were started, which no probe would name.</summary>
    private async Task FollowDeathsAsync(CancellationToken cancellationToken)
    {
        DeathReporter reporter = Reporter();
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
                report.Apply(happened);
                if (_deaths.IsLast(happened))
                {
                    _failed.TrySetResult(() => DescribeFailureAsync(happened.Index, happened));
                }
            }
            else if (happened.Kind == EngineEventKind.WorkerStarted && _deaths.HasDied(happened.Index))
            {
                // The engine has started it again.
                report.Apply(happened);
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

    /// <summary>Whatever lives on of a cluster that is half started, nobody knows what it has missed.</summary>
    private CommandException DescribeLoss(string? detail, Exception? cause) => new(
        ExitCode.EngineUnavailable,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The engine went away while the cluster started, when {report.Snapshot().WorkersStarted} of ")
        + $"{Figures.Count(live.Plan.Workers.Count, "worker")} had been started: it was restarted, or it crashed. "
        + $"{detail}{Environment.NewLine}{remedy.OfLoss}",
        cause);

    // One for each use: it is not for several at once.
    private DeathReporter Reporter() => new(live.Engine, live.Plan.Cluster, _secrets, services.Time);

    /// <param name="happened">Its death, or that it ran out of memory, where one of them was told.</param>
    private async Task<CommandException> DescribeFailureAsync(int index, EngineEvent? happened = null)
    {
        WorkerPlan worker = live.Plan.FindWorker(index)!;
        (WorkerDeath? death, MemoryShortage? shortage) = await TryLookAsync(index, happened);
        if (shortage is { IsAboveWorker: true, IsSpared: false })
        {
            return DescribeShortage(worker, shortage);
        }

        WorkerTimeline timeline = report.Snapshot().Workers.First(known => known.Index == index);
        IReadOnlyList<string> lines = await ReadLogAsync(index, LogLinesShown);
        string advice = DeathAdvice.Of(string.Join('\n', lines), worker.Group) is { } keys
            ? $"{keys}{Environment.NewLine}"
            : shortage is { IsAboveWorker: false }
                ? $"It was at its own limit of {ByteSize.Format(worker.MemoryLimitBytes)}: raise 'memory'."
                    + Environment.NewLine
                : "";
        return new CommandException(
            ExitCode.Failed,
            $"{worker.Name} failed: {_secrets.Hide(death?.Why) ?? timeline.Failure ?? "it ended"}.{LogText(lines)}"
            + $"{Environment.NewLine}{advice}{remedy.OfFailure}");
    }

    /// <returns>Nulls where the engine does not say in time: it may be what it happens to.</returns>
    private async Task<(WorkerDeath? Death, MemoryShortage? Shortage)> TryLookAsync(int index, EngineEvent? happened)
    {
        using var patience = new CancellationTokenSource(LookPatience, services.Time);
        try
        {
            if (happened is not { Kind: EngineEventKind.WorkerDied })
            {
                DateTimeOffset at = happened?.Time ?? services.Time.GetUtcNow();
                return (null, await Reporter().ReadShortageAsync(index, at, patience.Token));
            }

            WorkerDeath death = await Reporter().DescribeAsync(happened, request: null, patience.Token);
            return (death, death.Shortage);
        }
        catch (OperationCanceledException)
        {
            return (null, null);
        }
    }

    /// <summary>Nothing that the worker is given would help.</summary>
    private static CommandException DescribeShortage(WorkerPlan worker, MemoryShortage shortage) => new(
        ExitCode.NotHere,
        $"The engine's machine has no memory left: the kernel killed in {worker.Name}, not at its own limit of "
        + $"{ByteSize.Format(worker.MemoryLimitBytes)}: {ShortageText.Whose(shortage)}. "
        + ShortageText.Advice(shortage));

    private async Task<CommandException> DescribeLateAsync(IReadOnlyList<UnreadyWorker> late)
    {
        UnreadyWorker first = late[0];
        TimeSpan? deadline = live.Plan.FindWorker(first.Index)!.Group.Ready?.Deadline;
        string others = late.Count > 1 ? $" So are {late.Count - 1} more." : "";
        IReadOnlyList<string> lines = await ReadLogAsync(first.Index, LogLinesShown);
        return new CommandException(
            ExitCode.Failed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{first.Name} was not ready in time, {deadline?.TotalSeconds:0.#} s after its start: ")
            + $"{_secrets.Hide(first.Reason)}.{others}{LogText(lines)}{Environment.NewLine}{remedy.OfDelay}");
    }

    private Task<IReadOnlyList<string>> ReadLogAsync(int index, int lines) => LastLines.ReadAsync(
        live.Engine, live.Plan.Cluster, index, lines, _secrets, services.Time, CancellationToken.None);

    private static string LogText(IReadOnlyList<string> lines) => lines.Count == 0
        ? " It printed nothing."
        : $" Its last lines:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", lines)}";

    private async Task<CommandException> DescribeDeadlineAsync()
    {
        RunSnapshot snapshot = report.Snapshot();
        int workers = live.Plan.Workers.Count;
        return new CommandException(
            ExitCode.Failed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The cluster did not come up within {timeout.TotalSeconds:0} s: ")
            + $"{snapshot.WorkersStarted} of {workers} workers started, {snapshot.WorkersReady} ready, "
            + $"{snapshot.WorkersRegistered} registered{_secrets.Hide(await DescribeMissingAsync(snapshot))}. "
            + "Allow more with --start-timeout, or see what holds this machine back with 'scalesim doctor'.");
    }

    /// <summary>Who is waited for, the first ones with their last lines, and what the master says otherwise.</summary>
    private async Task<string> DescribeMissingAsync(RunSnapshot snapshot)
    {
        bool areCounted = live.Plan.Spec.Registered is { CountOnly: false };
        WorkerTimeline[] late =
        [
            .. snapshot.Workers
                .Where(worker => worker.Ready is null || (areCounted && worker.Registered is null)).Take(NamedMax),
        ];
        string text = late.Length == 0
            ? "; it does not say which"
            : $"; waited for {string.Join(", ", late.Select(NameOf))}";
        text += _watcher?.Problem is { } problem ? $". {problem.TrimEnd('.')}" : "";
        text += _watcher?.View?.Strangers is { Count: > 0 } strangers
            ? $". The master counts strangers: {string.Join(", ", strangers.Take(NamedMax))}" : "";
        text += _watcher?.View?.Duplicates is { Count: > 0 } doubles
            ? $". It counts more than once: {string.Join(", ", doubles.Take(NamedMax).Select(pair => pair.Key))}" : "";
        text += _watcher?.View?.Remark is { } remark ? $". Of its answer {remark}" : "";
        foreach (WorkerTimeline worker in late.Where(worker => worker.Started is not null))
        {
            string log = LastLines.Say(await ReadLogAsync(worker.Index, LogLinesOfMany));
            text += $".{Environment.NewLine}  {NameOf(worker)}: {log}";
        }

        return text;
    }

    private string NameOf(WorkerTimeline worker) => live.Plan.FindWorker(worker.Index)!.Name;
}
