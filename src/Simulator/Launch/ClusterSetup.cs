using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Reference;

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
            ClusterSpec spec = ReferenceSystem.CreateSpec(ReferenceOf(options));
            var planner = new ReplanningPlanner(spec, facts, run);
            return new ClusterSetup(engine, planner, planner.Plan());
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    public static ReferenceOptions ReferenceOf(RunOptions options) => new()
    {
        Name = options.Name,
        Workers = options.Workers,
        PerNode = options.WorkersPerNode,
        RamdiskBytes = options.RamdiskBytes,
        MemoryBytes = options.MemoryBytes,
        Cpus = options.Cpus,
        Ports = options.Ports,
        Expose = options.Expose,
        Runtime = options.Runtime,
        Shim = options.Shim,
        StrictMemory = options.StrictMemory,
        Seed = options.Seed,
        ExternalMasterHost = options.Master?.Host,
        MasterPort = options.Master?.Port ?? ReferenceOptions.DefaultMasterPort,
    };

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
