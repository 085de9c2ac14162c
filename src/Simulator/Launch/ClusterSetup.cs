using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Launch;

/// <summary>An engine that answers, what is known of it and the host, and a first plan.</summary>
internal sealed record ClusterSetup(IEngine Engine, ReplanningPlanner Planner, ClusterPlan Plan) : IAsyncDisposable
{
    /// <exception cref="PlanException">The spec can't be planned here; all reasons at once.</exception>
    /// <exception cref="EngineUnavailableException">The engine does not answer.</exception>
    public static async Task<ClusterSetup> CreateAsync(
        RunOptions options, RunIdentity run, LaunchServices services, CancellationToken cancellationToken)
    {
        try
        {
            HostImages images = await HostImages.MakeAsync(options.Spec, cancellationToken);
            IEngine engine = await EngineFactory.ConnectAsync(
                options.Engine, options.Seed, images.Sources, services.Time, cancellationToken);
            return await PlanAsync(engine, images, run, services, cancellationToken);
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
        RunIdentity run,
        LaunchServices services,
        CancellationToken cancellationToken)
    {
        try
        {
            EngineFacts engineFacts = await engine.ReadFactsAsync(cancellationToken);
            HostFacts facts = new HostFactsReader(services.HostFiles).Read(engineFacts);
            var planner = new ReplanningPlanner(images.Spec, facts, run);
            ClusterPlan plan = planner.Plan();
            return new ClusterSetup(engine, planner, plan with { Warnings = [.. images.Notes, .. plan.Warnings] });
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }
}
