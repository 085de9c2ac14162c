using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Follows deaths while a run uses its cluster, and tells those that a ScaleSim command or check asked for from those
/// that nobody did.
/// </summary>
internal sealed class DeathWatch(
    LiveCluster live, RunTracker tracker, EngineVigil vigil, Action<string> note, TimeProvider time) : IDisposable
{
    private const int LooksMax = 50;

    // Newer Engines answer a kill before their lists, and their events, know of it.
    private static readonly TimeSpan ListLag = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(100);

    private readonly AskedDeaths _asked = new();
    private readonly DeathReporter _reporter = new(
        live.Engine, live.Plan.Cluster, SecretText.Of(live.Plan.Spec), time);
    private readonly SemaphoreSlim _turn = new(1);
    private KeeperClient? _keeper;
    private bool _isAlone = live.Paths is null;
    private int _known;

    /// <summary>Deaths that this process itself is going to cause.</summary>
    public void Expect(DeathRequest request) => _asked.Add(request);

    /// <summary>Workers that are stopped on purpose now, and who did it.</summary>
    public IReadOnlyDictionary<int, string> Stopped() => tracker.Snapshot().Workers
        .Where(worker => worker.StoppedBy is not null)
        .ToDictionary(worker => worker.Index, worker => worker.StoppedBy!);

    /// <summary>Follows until cancelled.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EventRelay.RunAsync(
                token => live.Engine.FollowAsync(live.Plan.Cluster, token),
                happened =>
                {
                    // Before it is looked into, which takes its time while an engine is shut down.
                    vigil.Apply(happened);
                    return happened;
                },
                happened => TellAsync(happened, cancellationToken),
                cancellationToken);
        }
        catch (OperationCanceledException)
        {
        }
        catch (EngineException exception)
        {
            note($"Deaths of workers are no longer followed: {exception.Message}");
        }
    }

    /// <summary>
    /// Waits until the stream has told of everybody who is dead by the engine's list; whom it does not name in 5 s is
    /// taken from the list. Whoever judges the run after that judges all that has happened.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(ListLag, time, cancellationToken);
            IReadOnlyList<WorkerState> untold = await UntoldAsync(cancellationToken);
            for (int looks = 1; untold.Count > 0 && looks < LooksMax; looks++)
            {
                await Task.Delay(LookPause, time, cancellationToken);
                untold = await UntoldAsync(cancellationToken);
            }

            foreach (WorkerState worker in untold)
            {
                await TellAsync(
                    new EngineEvent(time.GetUtcNow(), EngineEventKind.WorkerDied, worker.Index)
                    {
                        Detail = worker.Detail,
                    },
                    cancellationToken);
            }
        }
        catch (EngineException exception)
        {
            note($"Whether workers died at the very end is not known: {exception.Message}");
        }
    }

    public void Dispose()
    {
        _keeper?.Dispose();
        _turn.Dispose();
    }

    private async Task<IReadOnlyList<WorkerState>> UntoldAsync(CancellationToken cancellationToken)
    {
        ClusterState? state = await live.Engine.InspectAsync(live.Plan.Cluster, cancellationToken);
        HashSet<int> known =
        [
            .. tracker.Snapshot().Workers.Where(worker => worker is not { Failure: null, StoppedBy: null })
                .Select(worker => worker.Index),
        ];
        return
        [
            .. (state?.Workers ?? []).Where(worker =>
                worker.Status is ContainerStatus.Exited or ContainerStatus.Dead
                && live.Plan.FindWorker(worker.Index) is not null
                && !known.Contains(worker.Index)),
        ];
    }

    private async Task TellAsync(EngineEvent happened, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!await _reporter.NoteAsync(happened, cancellationToken))
            {
                return;
            }

            tracker.Apply(
                happened,
                happened.Kind == EngineEventKind.WorkerDied && live.Plan.FindWorker(happened.Index) is not null
                    ? await _reporter.DescribeAsync(
                        happened, await WhoAskedAsync(happened, cancellationToken), cancellationToken)
                    : null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Whoever asks says so before it acts, so that what the keeper knows after a death is enough.
    /// </summary>
    private async Task<DeathRequest?> WhoAskedAsync(EngineEvent death, CancellationToken cancellationToken)
    {
        if (_asked.Take(death) is { } known)
        {
            return known;
        }

        await LearnAsync(cancellationToken);
        return _asked.Take(death);
    }

    private async Task LearnAsync(CancellationToken cancellationToken)
    {
        if (_isAlone)
        {
            return;
        }

        try
        {
            // A connection of its own: the first one may be waiting for the master.
            _keeper ??= await KeeperClient.ConnectAsync(live.Paths!.Socket, cancellationToken);
            KeeperReply reply = await _keeper.AskAsync(
                new KeeperRequest(KeeperVerb.ListExpected) { KnownExpected = _known }, cancellationToken);
            foreach (DeathRequest request in reply.Expected)
            {
                _asked.Add(request);
            }

            _known = reply.ExpectedCount;
        }
        catch (KeeperException exception)
        {
            _isAlone = true;
            note($"Every death counts as a failure from now on, asked for or not: {exception.Message}");
        }
    }
}
