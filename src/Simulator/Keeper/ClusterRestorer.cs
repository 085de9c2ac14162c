using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// Starts again what an engine's restart has ended: nodes first, then the workers that ran before, for they join their
/// node's network as it is when they start. Who was dead before stays dead.
/// </summary>
internal sealed class ClusterRestorer(string cluster, RestartProbe probe, TimeProvider time, KeeperLog log)
{
    private const int AttemptsMax = 4;
    private const int AbsencesMax = 20;
    private const int NamedMax = 10;

    // A daemon that was killed goes on tidying up after the old lives of its containers when it answers again, by their
    // IDs: what is started meanwhile loses its network, or is shown dead while it runs (Engine 28.5; seen after 5 s).
    private static readonly TimeSpan TidyPause = TimeSpan.FromSeconds(12);

    // 2 + 4 + 8 s: an engine that has just been started is busy.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly StartOptions Start = new(Concurrency: 4);

    /// <returns>Null when all runs again; else what is lost and why, in three parts.</returns>
    public async Task<string?> RestoreAsync(IEngine engine, EngineAbsence absence, CancellationToken cancellationToken)
    {
        string? problem = null;
        int absences = 0;
        await Task.Delay(TidyPause, time, cancellationToken);
        for (int attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            try
            {
                problem = await TryAsync(engine, absence, cancellationToken);
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

    private async Task<string?> TryAsync(IEngine engine, EngineAbsence absence, CancellationToken cancellationToken)
    {
        if (await engine.InspectAsync(cluster, cancellationToken) is not { } state || PlanOf(state) is not { } plan)
        {
            return "the engine knows nothing of the cluster any more, or its network is gone.";
        }

        int[] stranded = [.. Workers(state, absence).Where(worker => IsRunning(worker) && IsOn(worker, absence))
            .Select(worker => worker.Index)];
        await foreach (EngineEvent _ in engine.StartAsync(plan, Start, cancellationToken))
        {
            // Its follower reports the same.
        }

        int[] ended = [.. Workers(state, absence).Where(worker => !IsRunning(worker)).Select(worker => worker.Index)];
        await ActAsync(engine, WorkerAction.Start, ended, cancellationToken);
        await ActAsync(engine, WorkerAction.Restart, stranded, cancellationToken);
        ClusterState? after = await engine.InspectAsync(cluster, cancellationToken);
        return Explain(after, absence)
            ?? await probe.ExplainAsync(after!, [.. ended, .. stranded], cancellationToken);
    }

    private async Task ActAsync(
        IEngine engine, WorkerAction action, int[] workers, CancellationToken cancellationToken)
    {
        if (workers.Length > 0)
        {
            await engine.ActAsync(cluster, action, workers, cancellationToken);
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

    /// <summary>Those that ran before, and those on a node that ended: their network is gone with it.</summary>
    private static IEnumerable<WorkerState> Workers(ClusterState state, EngineAbsence absence) =>
        state.Workers.Where(worker => absence.Workers.Contains(worker.Index)
            || (IsRunning(worker) && IsOn(worker, absence)));

    private static bool IsOn(WorkerState worker, EngineAbsence absence) => absence.Nodes.Contains(worker.Node);

    private static bool IsRunning(WorkerState worker) =>
        worker.Status is ContainerStatus.Running or ContainerStatus.Paused;

    private static string? Explain(ClusterState? state, EngineAbsence absence)
    {
        string[] dead =
        [
            .. (state?.Nodes ?? [])
                .Where(node => absence.Nodes.Contains(node.Index) && node.Status != ContainerStatus.Running)
                .Select(node => $"{node.Name} ({node.Status})"),
            .. (state?.Workers ?? [])
                .Where(worker => absence.Workers.Contains(worker.Index) && !IsRunning(worker))
                .Select(worker => $"{worker.Name} ({worker.Detail})"),
        ];
        return dead.Length == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{dead.Length} of {absence.Nodes.Count} nodes and {absence.Workers.Count} workers don't run: ")
                + $"{string.Join(", ", dead.Take(NamedMax))}.";
    }
}
