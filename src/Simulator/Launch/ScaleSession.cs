using System.Runtime.CompilerServices;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Commands;
using ScaleSim.Simulator.HostNames;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Reporting;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Gives a live cluster another size: plans it, removes and adds, and waits until what is new is ready and registered.
/// </summary>
/// <param name="concurrency">Requests in flight at the engine; null for twice its cores.</param>
/// <param name="timeout">For new workers; null for 60 s and 1 s per 5 of them.</param>
internal sealed class ScaleSession(IEngine engine, LaunchServices services, int? concurrency, TimeSpan? timeout)
{
    private const string Next =
        "The new workers are left as they are: see 'scalesim logs' and 'scalesim status'. Scale back, or correct what "
        + "is wrong and scale once more.";

    private static readonly StartupRemedy Remedy = new(
        OfFailure: Next,
        OfDelay: Next,
        OfLoss: "Its keeper restores what the engine's end took with it ('scalesim status' shows it). Scale once more "
            + "when the engine answers ('docker info').");

    private readonly List<string> _problems = [];

    /// <exception cref="PlanException">The size can't be had.</exception>
    /// <exception cref="CommandException">
    /// The cluster is restored right now, or a new worker failed or did not come up in time.
    /// </exception>
    public async Task RunAsync(
        CommandContext context,
        ClusterState cluster,
        IReadOnlyDictionary<string, int> counts,
        CancellationToken cancellationToken)
    {
        long started = services.Time.GetTimestamp();
        await Restoration.RefuseAsync(cluster, "scale", cancellationToken);
        EngineFacts engineFacts = await engine.ReadFactsAsync(cancellationToken);
        ScalePlan plan = await PlanAsync(cluster, counts, engineFacts, cancellationToken);
        context.Warn(plan.Warnings);
        if (plan.ChangesNothing && cluster.Intended == plan.Target.Workers.Count)
        {
            Messages.Line(context.Output, $"{cluster.Cluster} has {Size(plan)} already.");
            return;
        }

        StartOptions start = concurrency is { } inFlight
            ? new StartOptions(inFlight)
            : StartOptions.For(engineFacts.Cores);
        await (plan.Added.Workers.Count > 0
            ? GrowAsync(context, cluster, plan, start, cancellationToken)
            : ShrinkAsync(context, cluster, plan, start, cancellationToken));
        context.Warn(_problems);
        Messages.Line(
            context.Output,
            $"{cluster.Cluster} has {Size(plan)}: {plan.Added.Workers.Count} added, "
            + $"{plan.RemovedWorkers.Count} removed in {Figures.Duration(services.Time.GetElapsedTime(started))}.");
    }

    private static string Size(ScalePlan plan) =>
        $"{Figures.Count(plan.Target.Workers.Count, "worker")} on {Figures.Count(plan.Target.Nodes.Count, "node")}";

    private async Task<ScalePlan> PlanAsync(
        ClusterState cluster,
        IReadOnlyDictionary<string, int> counts,
        EngineFacts engineFacts,
        CancellationToken cancellationToken)
    {
        HostFacts facts = new HostFactsReader(services.HostFiles).Read(engineFacts);
        ClusterSpec known = cluster.Spec ?? throw new CommandException(
            ExitCode.Failed,
            $"Cluster {cluster.Cluster} can't be scaled: its network, which carries its spec, is gone or of another "
            + $"version. Remove the cluster with 'scalesim down {cluster.Cluster}' and start it anew.");
        ScalePlan plan = ScalePlanner.Plan(cluster, known, counts, facts, ProductVersion.Version);
        if (plan.Added.Workers.Count == 0)
        {
            return plan;
        }

        HashSet<string> growing = [.. plan.Added.Workers.Select(worker => worker.Group.Name)];
        ClusterSpec spec = await SecretValues.RestoreAsync(engine, cluster, growing, cancellationToken);
        return ScalePlanner.Plan(cluster, spec, counts, facts, ProductVersion.Version);
    }

    /// <summary>
    /// Once the engine has taken the change for the cluster's next size, the keeper is told its names: before a new
    /// worker registers, as a master may look it up by its name then.
    /// </summary>
    private async IAsyncEnumerable<EngineEvent> ScaleAsync(
        ClusterState cluster,
        ScalePlan plan,
        StartOptions start,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<int> leaving = [.. plan.RemovedWorkers.Select(worker => worker.Index)];
        if (await DeathNotice.GiveAsync(
            cluster,
            WorkerAction.Stop,
            cluster.Workers.Where(worker => leaving.Contains(worker.Index)),
            "scale",
            cancellationToken) is { } problem)
        {
            _problems.Add(problem);
        }

        bool isNamed = false;
        await foreach (EngineEvent happened in engine.ScaleAsync(plan, start, cancellationToken))
        {
            if (!isNamed)
            {
                isNamed = true;
                await NameAsync(cluster, plan.Target, cancellationToken);
            }

            yield return happened;
        }

        if (!isNamed)
        {
            await NameAsync(cluster, plan.Target, cancellationToken);
        }
    }

    /// <summary>A cluster whose keeper is gone, or another user's, is scaled all the same.</summary>
    private async Task NameAsync(ClusterState cluster, ClusterPlan plan, CancellationToken cancellationToken)
    {
        if (cluster.Keeper is not { } identity)
        {
            return;
        }

        try
        {
            using KeeperClient keeper = await KeeperClient.ConnectAsync(identity.Socket, cancellationToken);
            await keeper.AskAsync(
                new KeeperRequest(KeeperVerb.UseNames) { Names = NameTable.Of(plan), HostsFile = identity.HostsFile },
                cancellationToken);
        }
        catch (KeeperException exception)
        {
            _problems.Add($"The names on this host are those of before: {exception.Message}");
        }
    }

    /// <summary>
    /// Whom the master is to count in the end: what is new, and of the others those that run now and stay.
    /// </summary>
    private static ClusterPlan CountedOf(ClusterState cluster, ScalePlan plan)
    {
        HashSet<string> names =
        [
            .. cluster.Workers.Where(worker => worker.Status == ContainerStatus.Running).Select(worker => worker.Name)
                .Except(plan.RemovedWorkers.Select(worker => worker.Name))
                .Union(plan.Added.Workers.Select(worker => worker.Name)),
        ];
        return plan.Target with { Workers = [.. plan.Target.Workers.Where(worker => names.Contains(worker.Name))] };
    }

    private async Task GrowAsync(
        CommandContext context,
        ClusterState cluster,
        ScalePlan plan,
        StartOptions start,
        CancellationToken cancellationToken)
    {
        var tracker = new RunTracker(plan.Added with { Nodes = plan.NewNodes }, services.Time);
        await using var pump = new SnapshotPump(
            tracker, RunViews.For(context.Output, Environment.GetEnvironmentVariable), report: null, services.Time);
        var startup = new Startup(
            new LiveCluster(plan.Added, engine, Keeper: null, Paths: null, new ForeignMasterControl()),
            token => ScaleAsync(cluster, plan, start, token),
            services,
            timeout ?? TimeSpan.FromSeconds(60 + (plan.Added.Workers.Count / 5.0)),
            tracker,
            Remedy)
        {
            Counted = CountedOf(cluster, plan),
            Leaving = plan.RemovedWorkers.Select(worker => worker.Index),
        };
        tracker.Enter(RunPhase.Start);
        try
        {
            await startup.RunAsync(cancellationToken);
        }
        catch (PlanConflictException conflict)
        {
            throw new CommandException(
                ExitCode.NotHere,
                $"{conflict.Message} Scale once more: the same command takes other ports.",
                conflict);
        }

        tracker.End(RunOutcome.Passed, ExitCode.Ok, failure: null);
        await pump.EndAsync();
    }

    private async Task ShrinkAsync(
        CommandContext context,
        ClusterState cluster,
        ScalePlan plan,
        StartOptions start,
        CancellationToken cancellationToken)
    {
        long started = services.Time.GetTimestamp();
        int removed = 0;
        await using ICountView view = RunViews.ForCount(
            context.Consoles.Error,
            Environment.GetEnvironmentVariable,
            RunStepKind.WorkersRemoved,
            plan.RemovedWorkers.Count);
        await foreach (EngineEvent happened in ScaleAsync(cluster, plan, start, cancellationToken))
        {
            view.Update(
                removed += happened.Kind == EngineEventKind.WorkerRemoved ? 1 : 0,
                services.Time.GetElapsedTime(started));
        }

        view.Complete(removed, services.Time.GetElapsedTime(started));
    }
}
