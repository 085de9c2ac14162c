using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Brings a cluster up: keeper, network, master, nodes and workers, until every worker is ready and registered. A
/// cluster that does not come up is removed again.
/// </summary>
/// <param name="warn">Gets what is odd but no reason to give up.</param>
internal sealed class ClusterLauncher(
    IEngine engine, LaunchServices services, RunOptions options, Action<string>? warn = null)
{
    private static readonly StartupRemedy Remedy = new(
        "The cluster is removed again. Correct the worker's image, memory or environment and run the same command.",
        "The cluster is removed again. Correct what the worker waits for, or allow more with 'deadline' in the group's "
        + "'ready'.",
        "The cluster is removed again. Run the same command once the engine answers ('docker info').");

    /// <param name="holdsRun">Whether the cluster is to go when its keeper is gone: true for run, false for up.</param>
    /// <param name="report">What becomes of the cluster is told here.</param>
    /// <param name="prepared">Called once the cluster exists, before its master and workers are started.</param>
    /// <exception cref="CommandException">
    /// It did not come up; the message names the first worker that failed.
    /// </exception>
    public async Task<LiveCluster> LaunchAsync(
        ReplanningPlanner planner,
        ClusterPlan plan,
        bool holdsRun,
        RunTracker report,
        Action<LiveCluster> prepared,
        CancellationToken cancellationToken)
    {
        report.Enter(RunPhase.Prepare);
        await ExamineMasterAsync(plan, cancellationToken);
        (KeeperPaths? paths, KeeperIdentity? identity, KeeperClient? keeper) =
            await StartKeeperAsync(plan, holdsRun, cancellationToken);
        for (; ; )
        {
            LiveCluster? live = null;
            try
            {
                await engine.PrepareAsync(plan, identity, cancellationToken);
                live = new LiveCluster(plan, engine, keeper, paths, ControlOf(plan, keeper, paths))
                {
                    HostsFile = options.HostsFile,
                    ExpiresAt = identity?.ExpiresAt,
                };
                prepared(live);
                // Before the master, which may ask for a worker's name as soon as one registers.
                live = await live.NameAsync(cancellationToken);
                await StartAsync(live, planner.Facts.Engine.Cores, report, cancellationToken);
                return live;
            }
            catch (PlanConflictException conflict)
            {
                await RemoveForReplanAsync(plan, live, cancellationToken);
                ClusterPlan taken = plan;
                plan = planner.PlanAgain(
                    conflict,
                    new HostFactsReader(services.HostFiles).Read(await engine.ReadFactsAsync(cancellationToken)));
                report.Replan(plan);
                warn?.Invoke(ReplanText.Of(conflict, taken, plan));
            }
            catch when (live is null)
            {
                // The cluster never was: of ours there is only the keeper.
                await ClusterRemoval.EndKeeperAsync(keeper, paths);
                throw;
            }
        }
    }

    private static IMasterControl ControlOf(ClusterPlan plan, KeeperClient? keeper, KeeperPaths? paths) =>
        keeper is not null && paths is not null && plan.Spec.Master is ProcessMasterSpec
            ? new KeeperMasterControl(keeper, paths.Socket)
            : new ForeignMasterControl();

    /// <summary>What can't work of the master is refused while nothing exists yet.</summary>
    private async Task ExamineMasterAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        if (!engine.Capabilities.Network)
        {
            return;
        }

        switch (plan.Spec.Master)
        {
            case ProcessMasterSpec process:
                _ = ProcessOf(plan, process);
                break;
            case ExternalMasterSpec
                when await MasterLaunch.ReachAsync(plan.Master, services, cancellationToken) is { } warning:
                warn?.Invoke(warning);
                break;
        }
    }

    private async Task<(KeeperPaths?, KeeperIdentity?, KeeperClient?)> StartKeeperAsync(
        ClusterPlan plan, bool holdsRun, CancellationToken cancellationToken)
    {
        if (!engine.Capabilities.Network)
        {
            return (null, null, null);
        }

        KeeperPaths paths = KeeperPaths.For(plan.Cluster, plan.Run.Id);
        (KeeperIdentity identity, KeeperClient keeper) = await new KeeperLauncher(services.Time).LaunchAsync(
            plan, paths, holdsRun, cancellationToken);
        identity = identity with
        {
            HostsFile = options.HostsFile,
            // From here on, as its age is counted.
            ExpiresAt = options.TimeToLive is { } time ? services.Time.GetUtcNow() + time : null,
        };
        return (paths, identity, keeper);
    }

    private async Task RemoveForReplanAsync(ClusterPlan plan, LiveCluster? live, CancellationToken cancellationToken)
    {
        if (live is null)
        {
            return;
        }

        await (live.Keeper?.AskAsync(KeeperRequest.StopMaster, cancellationToken)
            ?? Task.CompletedTask);
        await foreach (EngineEvent _ in engine.RemoveAsync(
            plan.Cluster, plan.Run.Id, cancellationToken))
        {
        }
    }

    private MasterProcessSpec ProcessOf(ClusterPlan plan, ProcessMasterSpec spec) => MasterLaunch.ProcessOf(
        plan.Master, spec, options.StartDeadline, SecretMask.HasSecrets(plan.Spec));

    private async Task StartAsync(
        LiveCluster live, int cores, RunTracker report, CancellationToken cancellationToken)
    {
        report.Enter(RunPhase.Master);
        if (live.Master is KeeperMasterControl master && live.Plan.Spec.Master is ProcessMasterSpec spec)
        {
            await master.StartAsync(ProcessOf(live.Plan, spec), cancellationToken);
        }

        report.Enter(RunPhase.Start);
        StartOptions start = options.Concurrency is { } concurrency
            ? new StartOptions(concurrency)
            : StartOptions.For(cores);
        var startup = new Startup(
            live,
            token => engine.StartAsync(live.Plan, start, token),
            services,
            options.StartDeadline,
            report,
            Remedy);
        await MasterVigil.WatchAsync(live.Master, startup.RunAsync, cancellationToken);
    }
}
