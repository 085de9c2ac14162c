using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// The three things that go on at once while a cluster starts: the engine starts workers, each is probed until it is
/// ready, the master is asked who has registered. The first worker that fails ends it.
/// </summary>
internal sealed class Startup(
    LiveCluster live, StartOptions start, LaunchServices services, TimeSpan timeout, RunTracker report)
{
    private const int LogLinesShown = 10;
    private const int NamedMax = 5;
    private static readonly TimeSpan LogTimeout = TimeSpan.FromSeconds(10);

    private readonly DeathCount _deaths = new(live.Plan);
    private readonly TaskCompletionSource<int> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
        await foreach (EngineEvent happened in live.Engine.StartAsync(live.Plan, start, cancellationToken))
        {
            report.Apply(happened);
            if (happened.Kind == EngineEventKind.WorkerStarted)
            {
                started(happened.Index);
            }
            else if (happened.Kind == EngineEventKind.WorkerFailed)
            {
                _failed.TrySetResult(happened.Index);
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
            if (happened.Kind is EngineEventKind.WorkerDied or EngineEventKind.WorkerOutOfMemory)
            {
                report.Apply(happened);
                if (_deaths.IsLast(happened))
                {
                    _failed.TrySetResult(happened.Index);
                }
            }
            else if (happened.Kind == EngineEventKind.WorkerStarted && _deaths.HasDied(happened.Index))
            {
                // The engine has started it again.
                report.Apply(happened);
            }
        }
    }

    private async Task<CommandException> DescribeFailureAsync(int index)
    {
        WorkerPlan worker = live.Plan.Workers[index - 1];
        WorkerTimeline timeline = report.Snapshot().Workers[index - 1];
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

        string advice = DeathAdvice.Of(log, worker.Group) is { } keys ? $"{keys}{Environment.NewLine}" : "";
        return new CommandException(
            ExitCode.Failed,
            $"{worker.Name} failed: {timeline.Failure ?? "it ended"}.{LogText(log)}{Environment.NewLine}{advice}The "
            + "cluster is removed again. Correct the worker's image, memory or environment and run the same command.");
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
            .Select(worker => live.Plan.Workers[worker.Index - 1].Name));
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
