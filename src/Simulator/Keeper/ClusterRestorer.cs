using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// Starts again what an engine's restart has ended: nodes first, then the workers that ran before, for they join their
/// node's network as it is when they start. Who was dead before stays dead, and nobody is ended twice.
/// </summary>
/// <param name="expect">Hears, before it happens, whom this ends, so that nobody takes it for a crash.</param>
/// <param name="wasStarted">Whether the engine has told of a worker's start since it went away.</param>
internal sealed class ClusterRestorer(
    string cluster,
    RestartProbe probe,
    Action<DeathRequest> expect,
    Func<int, bool> wasStarted,
    TimeProvider time,
    KeeperLog log)
{
    /// <summary>Who asks for the deaths that restoring takes, in the words of a <see cref="DeathRequest"/>.</summary>
    public const string By = "scalesim keeper";

    private const int AttemptsMax = 4;
    private const int AbsencesMax = 20;
    private const int NamedMax = 10;

    // A daemon that was killed goes on tidying up after the old lives of its containers when it answers again, by their
    // IDs: what is started meanwhile loses its network, or is shown dead while it runs (Engine 28.5; seen after 5 s).
    private static readonly TimeSpan TidyPause = TimeSpan.FromSeconds(12);

    // 2 + 4 + 8 s: an engine that has just been started is busy.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly StartOptions Start = new(Concurrency: 4);

    private readonly HashSet<int> _announced = [];

    /// <returns>Null when all runs again; else what is lost and why, in three parts.</returns>
    public async Task<string?> RestoreAsync(IEngine engine, EngineAbsence absence, CancellationToken cancellationToken)
    {
        string? problem = null;
        int absences = 0;
        var stranded = new StrandedWorkers(absence, wasStarted);
        await Task.Delay(TidyPause, time, cancellationToken);
        for (int attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            try
            {
                problem = await TryAsync(engine, absence, stranded, cancellationToken);
            }
            catch (EngineUnavailableException exception) when (absences++ < AbsencesMax)
            {
                // It was restarted once more, as an upgrade may do: that is no attempt, and it tidies up anew.
                log.Write($"restoring waits for the engine: {exception.Message}");
                attempt--;
                await Task.Delay(TidyPause, time, cancellationToken);
                continue;
            }
            catch (EngineException exception)
            {
                problem = exception.Message;
            }

            if (problem is null)
            {
                return null;
            }

            log.Write(string.Create(
                CultureInfo.InvariantCulture, $"restoring, attempt {attempt} of {AttemptsMax}: {problem}"));
            if (attempt < AttemptsMax)
            {
                await Task.Delay(FirstPause * (1 << (attempt - 1)), time, cancellationToken);
            }
        }

        return $"Not restored after {AttemptsMax} attempts: {problem} Start what is left with 'scalesim start', or "
            + $"remove the cluster with 'scalesim down {cluster}' and start it anew.";
    }

    private async Task<string?> TryAsync(
        IEngine engine, EngineAbsence absence, StrandedWorkers stranded, CancellationToken cancellationToken)
    {
        if (await engine.InspectAsync(cluster, cancellationToken) is not { } state || PlanOf(state) is not { } plan)
        {
            return "the engine knows nothing of the cluster any more, or its network is gone.";
        }

        stranded.Look(state);
        await foreach (EngineEvent _ in engine.StartAsync(plan, Start, cancellationToken))
        {
            // Its follower reports the same.
        }

        if (stranded.Left.Count > 0)
        {
            await EndAsync(engine, stranded.Left, cancellationToken);
            state = await engine.InspectAsync(cluster, cancellationToken) ?? state;
            stranded.Look(state);
        }

        HashSet<int> meant = [.. absence.Workers, .. stranded.All];
        int[] ended =
        [
            .. state.Workers.Where(worker => meant.Contains(worker.Index) && !IsRunning(worker))
                .Select(worker => worker.Index),
        ];
        await (ended.Length > 0
            ? engine.ActAsync(cluster, WorkerAction.Start, ended, cancellationToken)
            : Task.CompletedTask);
        ClusterState? after = await engine.InspectAsync(cluster, cancellationToken);
        // All of them, not those alone that this attempt has started: another may have, and nobody answers yet.
        return Explain(after, absence, stranded) ?? await probe.ExplainAsync(after!, meant, cancellationToken);
    }

    /// <summary>Who can't be ended now is stranded still, which the next attempt finds; the others go on.</summary>
    private async Task EndAsync(
        IEngine engine, IReadOnlyCollection<int> stranded, CancellationToken cancellationToken)
    {
        // Once each: a request that no death spends would forgive a crash.
        int[] unannounced = [.. stranded.Where(_announced.Add)];
        if (unannounced.Length > 0)
        {
            expect(new DeathRequest(WorkerAction.Restart, unannounced, By));
        }

        try
        {
            await engine.ActAsync(cluster, WorkerAction.Stop, stranded, cancellationToken);
        }
        catch (EngineException exception) when (exception is not EngineUnavailableException)
        {
            log.Write($"restoring: {exception.Message}");
        }
    }

    /// <summary>Of what there is: who has no container was removed by somebody, and is not made again here.</summary>
    private static ClusterPlan? PlanOf(ClusterState state)
    {
        HashSet<int> workers = [.. state.Workers.Select(worker => worker.Index)];
        HashSet<int> nodes = [.. state.Nodes.Where(node => !node.IsWorker).Select(node => node.Index)];
        return LivePlan.TryOf(state) is { } plan
            ? plan with
            {
                // A worker with a network of its own is its node as well.
                Nodes =
                [
                    .. plan.Nodes.Where(node => node.IsWorker
                        ? plan.WorkersOn(node).Any(worker => workers.Contains(worker.Index))
                        : nodes.Contains(node.Index)),
                ],
                Workers = [.. plan.Workers.Where(worker => workers.Contains(worker.Index))],
            }
            : null;
    }

    private static bool IsRunning(WorkerState worker) =>
        worker.Status is ContainerStatus.Running or ContainerStatus.Paused;

    private static string? Explain(ClusterState? state, EngineAbsence absence, StrandedWorkers stranded)
    {
        int[] workers = [.. absence.Workers.Union(stranded.All)];
        string[] dead =
        [
            .. (state?.Nodes ?? [])
                .Where(node => absence.Nodes.Contains(node.Index) && node.Status != ContainerStatus.Running)
                .Select(node => $"{node.Name} ({node.Status})"),
            .. (state?.Workers ?? [])
                .Where(worker => workers.Contains(worker.Index))
                .Where(worker => !IsRunning(worker) || stranded.Left.Contains(worker.Index))
                .Select(worker => $"{worker.Name} ({ReasonOf(worker)})"),
        ];
        return dead.Length == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{dead.Length} of {absence.Nodes.Count} nodes and {workers.Length} workers don't run: ")
                + $"{string.Join(", ", dead.Take(NamedMax))}.";
    }

    private static string ReasonOf(WorkerState worker) =>
        IsRunning(worker) ? "could not be stopped, and is in the network of its node's former life" : worker.Detail;
}
