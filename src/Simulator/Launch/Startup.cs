using System.Collections.Concurrent;
using System.Globalization;
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
/// <param name="remedy">What the user is told to do when one of them fails.</param>
internal sealed class Startup(
    LiveCluster live,
    Func<CancellationToken, IAsyncEnumerable<EngineEvent>> start,
    LaunchServices services,
    TimeSpan timeout,
    RunTracker report,
    string remedy)
{
    private const int LogLinesShown = 10;
    private const int NamedMax = 5;
    private static readonly TimeSpan LogTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<int, bool> _leaving = new();
    private readonly TaskCompletionSource<int> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, services.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        Task deaths = FollowDeathsAsync(stop.Token);
        Task arrival = ArriveAsync(stop.Token);
        try
        {
            Task first = await Task.WhenAny(arrival, _failed.Task, deaths);
            if (first == arrival || first == deaths)
            {
                await first;
            }

            if (_failed.Task.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
                throw await DescribeFailureAsync(await _failed.Task);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested
            && !cancellationToken.IsCancellationRequested)
        {
            throw DeadlinePassed();
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

        using var prober = new ReadinessProber(live.Plan, services.Http, services.Time);
        Task<ReadinessResult> ready = prober.RunAsync(timeout, report.WorkerReady, cancellationToken);
        Task registered = RegisterAsync(cancellationToken);
        await StartWorkersAsync(prober.WorkerStarted, cancellationToken);
        report.Enter(RunPhase.Ready);
        ReadinessResult result = await ready;
        if (result.Unready.Count > 0)
        {
            throw DeadlinePassed();
        }

        report.Enter(RunPhase.Registered);
        await registered;
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
                    _failed.TrySetResult(happened.Index);
                    break;
            }
        }
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        if (live.Plan.Spec.Registered is null)
        {
            return;
        }

        var watcher = new RegistrationWatcher(live.Plan, services.Http, services.Time);
        if (!await watcher.RunAsync(timeout, report.WorkerRegistered, cancellationToken))
        {
            throw DeadlinePassed();
        }
    }

    /// <summary>Watches for workers that die after they were started, which no probe would name.</summary>
    private async Task FollowDeathsAsync(CancellationToken cancellationToken)
    {
        await foreach (EngineEvent happened in live.Engine.FollowAsync(live.Plan.Cluster, cancellationToken))
        {
            if (happened.Kind is EngineEventKind.WorkerDied or EngineEventKind.WorkerOutOfMemory
                && IsAwaited(happened.Index)
                && !_leaving.ContainsKey(happened.Index))
            {
                report.Apply(happened);
                _failed.TrySetResult(happened.Index);
            }
        }
    }

    private bool IsAwaited(int worker) => live.Plan.FindWorker(worker) is not null;

    private async Task<CommandException> DescribeFailureAsync(int index)
    {
        WorkerPlan worker = live.Plan.FindWorker(index)!;
        WorkerTimeline timeline = report.Snapshot().Workers.First(known => known.Index == index);
        using var patience = new CancellationTokenSource(LogTimeout, services.Time);
        string log;
        try
        {
            log = await live.Engine.ReadLogAsync(live.Plan.Cluster, index, LogLinesShown, patience.Token);
        }
        catch (Exception exception) when (exception is EngineException or OperationCanceledException)
        {
            log = $"(not readable: {exception.Message})";
        }

        return new CommandException(
            ExitCode.Failed,
            $"{worker.Name} failed: {timeline.Failure ?? "it ended"}.{LogText(log)}{Environment.NewLine}"
            + remedy);
    }

    private static string LogText(string log) => string.IsNullOrWhiteSpace(log)
        ? " It printed nothing."
        : $" Its last lines:{Environment.NewLine}  "
            + string.Join(Environment.NewLine + "  ", log.TrimEnd().Split('\n').TakeLast(LogLinesShown));

    private CommandException DeadlinePassed()
    {
        RunSnapshot snapshot = report.Snapshot();
        int workers = live.Plan.Workers.Count;
        string late = string.Join(", ", snapshot.Workers
            .Where(worker => worker.Registered is null)
            .Take(NamedMax)
            .Select(worker => live.Plan.FindWorker(worker.Index)!.Name));
        return new CommandException(
            ExitCode.Failed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The cluster did not come up within {timeout.TotalSeconds:0} s: ")
            + $"{snapshot.WorkersStarted} of {workers} workers started, {snapshot.WorkersReady} ready, "
            + $"{snapshot.WorkersRegistered} registered; waited for {late}. Allow more with --start-timeout, or see "
            + "what holds this machine back with 'scalesim doctor'.");
    }
}
