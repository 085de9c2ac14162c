using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Fake;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Tests.Workers;

/// <summary>A cluster of the fake engine that is up.</summary>
internal sealed class FakeCluster : IAsyncDisposable
{
    private FakeCluster(FakeEngine engine, string name)
    {
        Engine = engine;
        Name = name;
    }

    public FakeEngine Engine { get; }

    public string Name { get; }

    public static async Task<FakeCluster> UpAsync(
        int workers, Dictionary<string, string>? environment = null, KeeperIdentity? keeper = null)
    {
        FakeEngine engine = new(
            new FakeEngineOptions { DelayMin = TimeSpan.Zero, DelayMax = TimeSpan.Zero }, TimeProvider.System);
        ClusterSpec spec = new()
        {
            Name = "demo",
            Groups =
            [
                new WorkerGroupSpec
                {
                    Count = workers,
                    PerNode = 2,
                    Image = "scalesim/worker",
                    Environment = environment ?? [],
                },
            ],
            Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 19998 },
        };
        EngineFacts facts = await engine.ReadFactsAsync(CancellationToken.None);
        ClusterPlan plan = Planner.Plan(
            spec,
            new HostFacts { Engine = facts, MemoryAvailableBytes = 1L << 40 },
            new RunIdentity("1a2b3c4d", "jane", "0.1.0"));
        await engine.PrepareAsync(plan, keeper, CancellationToken.None);
        await foreach (EngineEvent _ in engine.StartAsync(plan, new StartOptions(4), CancellationToken.None))
        {
        }

        return new FakeCluster(engine, plan.Cluster);
    }

    public async Task<ClusterState> StateAsync() =>
        (await Engine.InspectAsync(Name, CancellationToken.None))!;

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
