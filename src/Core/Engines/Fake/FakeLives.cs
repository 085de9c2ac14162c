using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Engines.Fake;

/// <summary>
/// Lets fake workers live and die: by somebody's act, or by themselves, after which their restart policy applies. The
/// engine holds its lock; timers take it.
/// </summary>
internal sealed class FakeLives(
    FakeEngineOptions options, FakeBehaviour behaviour, TimeProvider time, Lock gate, FakeFollowers followers)
{
    // 128 + SIGKILL and 128 + SIGTERM, as every container engine reports them.
    private const int ExitCodeKilled = 137;
    private const int ExitCodeTerminated = 143;

    /// <summary>Sets the time of a death, where the options let the worker die of itself.</summary>
    public void PlanDeath(FakeCluster cluster, int worker)
    {
        if (behaviour.Dies(worker) && cluster.Workers[worker].Lives <= options.DyingLives)
        {
            CancelTimer(cluster, worker);
            cluster.Deaths[worker] = time.CreateTimer(
                _ => Die(cluster, worker), null, options.DeathAfter, Timeout.InfiniteTimeSpan);
        }
    }

    private void Die(FakeCluster cluster, int worker)
    {
        lock (gate)
        {
            if (cluster.Workers.TryGetValue(worker, out FakeContainer? container)
                && container.Status == ContainerStatus.Running
                && container.Lives <= options.DyingLives)
            {
                Crash(cluster, worker, options.DeathExitCode);
            }
        }
    }

    /// <summary>Does one thing to some workers, to as many as it can.</summary>
    /// <returns>Who refused, for people; doing what is done already is no error.</returns>
    public IReadOnlyList<string> Act(FakeCluster cluster, WorkerAction action, IReadOnlyCollection<int> workers)
    {
        List<string> refused = [];
        foreach (int worker in workers)
        {
            if (!cluster.Workers.ContainsKey(worker))
            {
                refused.Add($"there is no worker {worker}");
            }
            else if (!TryAct(cluster, action, worker))
            {
                refused.Add($"{cluster.WorkerName(worker)} can't be started");
            }
        }

        return refused;
    }

    /// <summary>False where the options let the worker not start.</summary>
    private bool TryAct(FakeCluster cluster, WorkerAction action, int worker)
    {
        FakeContainer container = cluster.Workers[worker];
        if (action == WorkerAction.Crash)
        {
            if (container.Status == ContainerStatus.Running)
            {
                Crash(cluster, worker, ExitCodeKilled);
            }

            return true;
        }

        if (action != WorkerAction.Start && container.Status == ContainerStatus.Running)
        {
            Exit(cluster, worker, action == WorkerAction.Kill ? ExitCodeKilled : ExitCodeTerminated);
        }

        if (container.Status == ContainerStatus.Restarting)
        {
            // Whoever acts on it meanwhile has the last word.
            container.StayDead();
        }

        if (action is WorkerAction.Kill or WorkerAction.Stop || container.Status == ContainerStatus.Running)
        {
            return true;
        }

        if (behaviour.Fails(worker))
        {
            return false;
        }

        Start(cluster, worker);
        return true;
    }

    private void Start(FakeCluster cluster, int worker)
    {
        cluster.Apply(new FakeStep(TimeSpan.Zero, EngineEventKind.WorkerStarted, worker));
        PlanDeath(cluster, worker);
        Tell(cluster, Now(EngineEventKind.WorkerStarted, worker));
    }

    private void Exit(FakeCluster cluster, int worker, int exitCode)
    {
        cluster.Workers[worker].Exit(cluster.WorkerName(worker), exitCode, time.GetUtcNow());
        Tell(cluster, Now(EngineEventKind.WorkerDied, worker) with { ExitCode = exitCode });
    }

    /// <summary>It ends by itself: its restart policy, where it has one, starts it again.</summary>
    private void Crash(FakeCluster cluster, int worker, int exitCode)
    {
        FakeContainer container = cluster.Workers[worker];
        container.Exit(cluster.WorkerName(worker), exitCode, time.GetUtcNow());
        if (exitCode != 0 && container.Restarts < cluster.Plan.FindWorker(worker)?.Group.Restart.MaxRetries)
        {
            container.AwaitRestart();
            CancelTimer(cluster, worker);
            cluster.Deaths[worker] = time.CreateTimer(
                _ => Restart(cluster, worker), null, options.DelayMin, Timeout.InfiniteTimeSpan);
        }

        Tell(cluster, Now(EngineEventKind.WorkerDied, worker) with { ExitCode = exitCode });
    }

    private void Restart(FakeCluster cluster, int worker)
    {
        lock (gate)
        {
            if (!cluster.IsGoing
                && cluster.Workers.TryGetValue(worker, out FakeContainer? container)
                && container.Status == ContainerStatus.Restarting)
            {
                Start(cluster, worker);
            }
        }
    }

    private static void CancelTimer(FakeCluster cluster, int worker)
    {
        if (cluster.Deaths.Remove(worker, out ITimer? timer))
        {
            timer.Dispose();
        }
    }

    private EngineEvent Now(EngineEventKind kind, int index) => new(time.GetUtcNow(), kind, index);

    private void Tell(FakeCluster cluster, EngineEvent happened) =>
        followers.Tell(cluster.Plan.Cluster, happened);
}
