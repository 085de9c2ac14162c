using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Workers;
using WorkerState = ScaleSim.ReferenceProtocol.Workers.WorkerState;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>
/// Workers that a check kills and starts again, with what they were and held before. Whatever ends the check, disposing
/// starts them again: the next check is to find the cluster whole.
/// </summary>
internal sealed class KilledWorkers : IAsyncDisposable
{
    // Its own, since what ended the check is most often its deadline. A start takes a busy engine seconds.
    private static readonly TimeSpan RestartDeadline = TimeSpan.FromSeconds(60);

    private readonly ReferenceRun _run;
    private readonly IReadOnlyList<WorkerPlan> _workers;
    private readonly IReadOnlyDictionary<string, WorkerInfo> _before;
    private readonly Dictionary<string, HashSet<long>> _held;
    private bool _mayBeDead;

    private KilledWorkers(
        ReferenceRun run,
        IReadOnlyList<WorkerPlan> workers,
        IReadOnlyDictionary<string, WorkerInfo> before,
        Dictionary<string, HashSet<long>> held)
    {
        _run = run;
        _workers = workers;
        _before = before;
        _held = held;
    }

    public IEnumerable<string> Names => _workers.Select(worker => worker.Name);

    /// <summary>Remembers workers that are to be killed.</summary>
    public static async Task<KilledWorkers> RememberAsync(
        ReferenceRun run, IReadOnlyList<WorkerPlan> workers, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, WorkerInfo> before = await run.WorkersAsync(cancellationToken);
        var held = new Dictionary<string, HashSet<long>>();
        foreach (WorkerPlan worker in workers)
        {
            IReadOnlyList<BlockInfo> blocks = await run.Access.ListBlocksOfAsync(worker, cancellationToken);
            held[worker.Name] = [.. blocks.Select(block => block.Id)];
        }

        return new KilledWorkers(run, workers, before, held);
    }

    /// <summary>Kills them, all at once.</summary>
    /// <exception cref="EngineException">The engine refused for at least one.</exception>
    public Task KillAsync(CancellationToken cancellationToken)
    {
        _run.Context.Progress($"killing {Findings.Name([.. Names])}");
        _mayBeDead = true;
        return ActAsync(WorkerAction.Kill, cancellationToken);
    }

    /// <summary>Waits until the master has given up each of them.</summary>
    /// <returns>How long the last one took.</returns>
    /// <exception cref="CheckFailedException">Its own timeout is long over.</exception>
    public Task<TimeSpan> AwaitLossAsync(CancellationToken cancellationToken) => _run.AwaitAsync(
        "the master to see each loss",
        _run.Deadlines.Loss,
        async stop => Still("live", await _run.WorkersAsync(stop), worker => worker?.State != WorkerState.Lost),
        cancellationToken);

    /// <summary>Starts them again; each must return to the master, without any block of its former life.</summary>
    /// <returns>How long it took from the order to start until the last one was registered.</returns>
    /// <exception cref="CheckFailedException">One did not return, or its ramdisk outlived it.</exception>
    public async Task<TimeSpan> ProveReturnAsync(CancellationToken cancellationToken)
    {
        _run.Context.Progress($"starting {Findings.Count(_workers.Count, "worker")} again");
        long start = _run.Context.Time.GetTimestamp();
        await StartAsync(cancellationToken);
        await _run.AwaitAsync(
            "each worker to return to the master",
            _run.Deadlines.Return,
            async stop => Still("absent", await _run.WorkersAsync(stop), HasNotReturned),
            cancellationToken);
        TimeSpan back = _run.Context.Time.GetElapsedTime(start);
        var full = new List<string>();
        foreach (WorkerPlan worker in _workers)
        {
            // What the master has had copied there since is no remnant.
            IReadOnlyList<BlockInfo> blocks = await _run.Access.ListBlocksOfAsync(worker, cancellationToken);
            int remnants = blocks.Count(block => _held[worker.Name].Contains(block.Id));
            if (remnants > 0)
            {
                full.Add($"{worker.Name} still has {remnants} of its {_held[worker.Name].Count} blocks");
            }
        }

        return full.Count == 0 ? back : throw new CheckFailedException(
            $"{full.Count} of {_workers.Count} workers were killed and started again, and their ramdisks are not "
            + $"empty: {Findings.Name(full)}. So they are not the workers' own tmpfs; see the ramdisks check.");
    }

    /// <summary>Starts them again where nothing else has, without waiting for their return.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_mayBeDead)
        {
            return;
        }

        using var deadline = new CancellationTokenSource(RestartDeadline, _run.Context.Time);
        try
        {
            await StartAsync(deadline.Token);
        }
        catch (Exception exception) when (exception is EngineException or OperationCanceledException)
        {
            // What ended the check is its verdict; that they stay dead is what the next one will find.
            _run.Context.Progress($"{Findings.Name([.. Names])} can't be started again: {exception.Message}");
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await ActAsync(WorkerAction.Start, cancellationToken);
        _mayBeDead = false;
    }

    private Task ActAsync(WorkerAction action, CancellationToken cancellationToken) =>
        _run.Context.ActAsync(action, [.. _workers.Select(worker => worker.Index)], cancellationToken);

    // A worker that the master counts under its former registration has not been heard of since.
    private bool HasNotReturned(WorkerInfo? worker) =>
        worker?.State != WorkerState.Live
        || (_before.TryGetValue(worker.Name, out WorkerInfo? before) && worker.Session == before.Session);

    private string? Still(
        string state, IReadOnlyDictionary<string, WorkerInfo> known, Func<WorkerInfo?, bool> isWrong)
    {
        List<string> wrong = [.. Names.Where(name => isWrong(known.GetValueOrDefault(name)))];
        return wrong.Count == 0 ? null : $"{wrong.Count} of {_workers.Count} still {state}: {Findings.Name(wrong)}";
    }
}
