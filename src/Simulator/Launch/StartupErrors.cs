using System.Globalization;
using ScaleSim.Core;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Launch;

/// <summary>What the user is told when a start fails: who, why, and what to do.</summary>
/// <param name="live">Its plan has the workers that are awaited.</param>
/// <param name="report">What became of the workers.</param>
/// <param name="remedy">What to do when one of them does not come up.</param>
internal sealed class StartupErrors(
    LiveCluster live, LaunchServices services, TimeSpan timeout, RunTracker report, StartupRemedy remedy)
{
    private const int LogLinesShown = 10;
    private const int LogLinesOfMany = 3;
    private const int NamedMax = 5;

    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(10);

    private readonly SecretText _secrets = SecretText.Of(live.Plan.Spec);

    /// <summary>Whatever lives on of a cluster that is half started, nobody knows what it has missed.</summary>
    public CommandException OfLoss(string? detail, Exception? cause) => new(
        ExitCode.EngineUnavailable,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The engine went away while the cluster started, when {report.Snapshot().WorkersStarted} of ")
        + $"{Figures.Count(live.Plan.Workers.Count, "worker")} had been started: it was restarted, or it crashed. "
        + $"{detail}{Environment.NewLine}{remedy.OfLoss}",
        cause);

    /// <summary>One for each use: it is not for several at once.</summary>
    public DeathReporter Reporter() => new(live.Engine, live.Plan.Cluster, _secrets, services.Time);

    /// <param name="happened">Its death, or that it ran out of memory, where one of them was told.</param>
    public async Task<CommandException> OfFailureAsync(int index, EngineEvent? happened = null)
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
        string why = _secrets.Hide(death?.Why) ?? timeline.Failure ?? "it ended";
        if (happened is { Kind: EngineEventKind.WorkerOutOfMemory } && shortage is null)
        {
            // Of a death this is said in why it came.
            why += ShortageText.Unknown(worker.MemoryLimitBytes, MemoryModel.RamdiskBytes(worker.Group));
        }

        return new CommandException(
            ExitCode.Failed,
            $"{worker.Name} failed: {why}.{LogText(lines)}{Environment.NewLine}{advice}{remedy.OfFailure}");
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
        $"There was no memory left for {worker.Name}: the kernel killed in it, not at its own limit of "
        + $"{ByteSize.Format(worker.MemoryLimitBytes)}: {ShortageText.Whose(shortage)}. "
        + ShortageText.Advice(shortage));

    public async Task<CommandException> OfLateAsync(IReadOnlyList<UnreadyWorker> late)
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

    /// <param name="watcher">Who asks the master; null where nobody does.</param>
    public async Task<CommandException> OfDeadlineAsync(RegistrationWatcher? watcher)
    {
        RunSnapshot snapshot = report.Snapshot();
        int workers = live.Plan.Workers.Count;
        return new CommandException(
            ExitCode.Failed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The cluster did not come up within {timeout.TotalSeconds:0} s: ")
            + $"{snapshot.WorkersStarted} of {Figures.Count(workers, "worker")} started, "
            + $"{snapshot.WorkersReady} ready, {snapshot.WorkersRegistered} registered"
            + $"{_secrets.Hide(await DescribeMissingAsync(snapshot, watcher))}. "
            + "Allow more with --start-timeout, or see what holds this machine back with 'scalesim doctor'.");
    }

    /// <summary>Who is waited for, the first ones with their last lines, and what the master says otherwise.</summary>
    private async Task<string> DescribeMissingAsync(RunSnapshot snapshot, RegistrationWatcher? watcher)
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
        text += watcher?.Problem is { } problem ? $". {problem.TrimEnd('.')}" : "";
        text += watcher?.View?.Strangers is { Count: > 0 } strangers
            ? $". The master counts strangers: {string.Join(", ", strangers.Take(NamedMax))}" : "";
        text += watcher?.View?.Duplicates is { Count: > 0 } doubles
            ? $". It counts more than once: {string.Join(", ", doubles.Take(NamedMax).Select(pair => pair.Key))}" : "";
        text += watcher?.View?.Remark is { } remark ? $". Of its answer {remark}" : "";
        foreach (WorkerTimeline worker in late.Where(worker => worker.Started is not null))
        {
            string log = LastLines.Say(await ReadLogAsync(worker.Index, LogLinesOfMany));
            text += $".{Environment.NewLine}  {NameOf(worker)}: {log}";
        }

        return text;
    }

    private string NameOf(WorkerTimeline worker) => live.Plan.FindWorker(worker.Index)!.Name;
}
