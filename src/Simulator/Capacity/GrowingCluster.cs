using System.Runtime.CompilerServices;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Reporting;

namespace ScaleSim.Simulator.Capacity;

/// <summary>A small cluster that is started and then given more workers, as <c>up</c> and <c>scale</c> do.</summary>
internal sealed class GrowingCluster(ClusterSetup setup, LaunchServices services, RunOptions options)
{
    private static readonly StartupRemedy Remedy = new(
        "What was started is removed again. Correct the worker's image, memory or environment and measure again.",
        "What was started is removed again. Correct what the worker waits for, or allow more with 'deadline' in the "
        + "group's 'ready'.",
        "What was started is removed again once the engine answers. Measure again then.");

    private LiveCluster? _live;

    /// <value>The cluster as it is now.</value>
    public LiveCluster Live => _live ?? throw new InvalidOperationException("The cluster was not started.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var tracker = new RunTracker(setup.Plan, services.Time);
        var launcher = new ClusterLauncher(setup.Engine, services, options);
        _live = await launcher.LaunchAsync(
            setup.Planner, setup.Plan, holdsRun: true, tracker, created => _live = created, cancellationToken);
    }

    /// <returns>Workers started per second.</returns>
    public async Task<double> GrowAsync(IReadOnlyDictionary<string, int> counts, CancellationToken cancellationToken)
    {
        ClusterState state = await setup.Engine.InspectAsync(Live.Plan.Cluster, cancellationToken)
            ?? throw new CommandException(
                ExitCode.Failed,
                $"Cluster {Live.Plan.Cluster} is gone: somebody removed it during the measurement. Measure again.");
        EngineFacts engine = await setup.Engine.ReadFactsAsync(cancellationToken);
        ScalePlan plan = ScalePlanner.Plan(
            state,
            Live.Plan.Spec,
            counts,
            new HostFactsReader(services.HostFiles).Read(engine),
            ProductVersion.Version);
        StartOptions start = options.Concurrency is { } inFlight
            ? new StartOptions(inFlight)
            : StartOptions.For(engine.Cores);
        var tracker = new RunTracker(plan.Added with { Nodes = plan.NewNodes }, services.Time);
        var startup = new Startup(
            new LiveCluster(plan.Added, setup.Engine, Keeper: null, Paths: null, new ForeignMasterControl()),
            token => ScaleAsync(plan, start, token),
            services,
            options.StartTimeout ?? Core.Capacity.StartDeadline.Usual(plan.Added.Workers.Count),
            tracker,
            Remedy) { Counted = plan.Target };
        tracker.Enter(RunPhase.Start);
        await MasterVigil.WatchAsync(Live.Master, startup.RunAsync, cancellationToken);
        _live = Live with { Plan = plan.Target };
        return RateOf(tracker.Snapshot());
    }

    /// <summary>Removes it; nothing where nothing was started.</summary>
    public async Task RemoveAsync()
    {
        if (_live is null)
        {
            return;
        }

        await ClusterRemoval.RemoveAsync(_live, _ => { });
        _live.Keeper?.Dispose();
    }

    // The new workers' names resolve before any of them registers.
    private async IAsyncEnumerable<EngineEvent> ScaleAsync(
        ScalePlan plan, StartOptions start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await (Live with { Plan = plan.Target }).NameAsync(cancellationToken);
        await foreach (EngineEvent happened in setup.Engine.ScaleAsync(plan, start, cancellationToken))
        {
            yield return happened;
        }
    }

    // Nodes that had to be opened come first; a thousand workers open few.
    private static double RateOf(RunSnapshot snapshot)
    {
        TimeSpan begin = snapshot.LastNodeStart
            ?? snapshot.Phases.First(phase => phase.Phase == RunPhase.Start).Start;
        TimeSpan end = snapshot.Workers.Max(worker => worker.Started ?? TimeSpan.Zero);
        return end > begin ? snapshot.Workers.Count / (end - begin).TotalSeconds : 0;
    }
}
