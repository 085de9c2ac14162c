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
        IEngine engine = await EngineFactory.ConnectAsync(
            options.Engine, options.Seed, services.Time, cancellationToken);
        try
        {
            EngineFacts engineFacts = await engine.ReadFactsAsync(cancellationToken);
            HostFacts facts = new HostFactsReader(services.HostFiles).Read(engineFacts);
            var planner = new ReplanningPlanner(options.Spec, facts, run);
            return new ClusterSetup(engine, planner, planner.Plan());
        }
        catch (PlanException exception) when (options.File is { } file)
        {
            await engine.DisposeAsync();
            throw file.Locate(exception);
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
