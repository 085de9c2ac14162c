using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Launch;

/// <summary>An engine that answers, what is known of it and the host, and a first plan.</summary>
/// <param name="Images">What is heard of images while the engine looks for them.</param>
internal sealed record ClusterSetup(
    IEngine Engine, ReplanningPlanner Planner, ClusterPlan Plan, ImageNotices Images) : IAsyncDisposable
{
    /// <param name="say">
    /// Hears what was removed of runs that are gone with their keepers, before it is looked for room; null where
    /// nothing is going to be started, and so nothing is removed.
    /// </param>
    /// <exception cref="PlanException">The spec can't be planned here; all reasons at once.</exception>
    /// <exception cref="EngineUnavailableException">The engine does not answer.</exception>
    public static async Task<ClusterSetup> CreateAsync(
        RunOptions options,
        RunIdentity run,
        LaunchServices services,
        Action<string>? say,
        CancellationToken cancellationToken)
    {
        try
        {
            HostImages images = await HostImages.MakeAsync(options.Spec, cancellationToken);
            var notices = new ImageNotices(services.Time);
            IEngine engine = await EngineFactory.ConnectAsync(
                options.Engine, options.Seed, images.Sources, notices.Report, services.Time, cancellationToken);
            return await PlanAsync(engine, images, notices, run, services, say, cancellationToken);
        }
        catch (PlanException exception) when (options.File is { } file)
        {
            throw file.Locate(exception);
        }
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    private static async Task<ClusterSetup> PlanAsync(
        IEngine engine,
        HostImages images,
        ImageNotices notices,
        RunIdentity run,
        LaunchServices services,
        Action<string>? say,
        CancellationToken cancellationToken)
    {
        try
        {
            EngineFacts engineFacts = await engine.ReadFactsAsync(cancellationToken);
            if (say is not null
                && await OrphanReaper.ReapAsync(engine, engineFacts.IsLocal, say, services.Time, cancellationToken))
            {
                // What they held is free now.
                engineFacts = await engine.ReadFactsAsync(cancellationToken);
            }

            HostFacts facts = new HostFactsReader(services.HostFiles).Read(engineFacts);
            var planner = new ReplanningPlanner(images.Spec, facts, run);
            ClusterPlan plan = planner.Plan();
            return new ClusterSetup(
                engine, planner, plan with { Warnings = [.. images.Notes, .. plan.Warnings] }, notices);
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }
}
