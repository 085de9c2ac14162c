using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Fake;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.EngineContract;

namespace ScaleSim.Core.Tests.Engines;

public sealed class FakeEngineContractTests : EngineContractTests
{
    protected override IEngine CreateEngine() => new FakeEngine(
        new FakeEngineOptions { DelayMin = TimeSpan.Zero, DelayMax = TimeSpan.FromMilliseconds(2) },
        TimeProvider.System);

    protected override async Task<HostFacts> ReadHostFactsAsync(CancellationToken cancellationToken)
    {
        EngineFacts facts = await Engine.ReadFactsAsync(cancellationToken);
        return new HostFacts
        {
            Engine = facts,
            MemoryAvailableBytes = facts.MemoryBytes,
            SubnetsInUse = [.. facts.Subnets.Select(ParseSubnet)],
        };
    }

    protected override ClusterSpec Spec(string name, int workers, int perNode) => new()
    {
        Name = name,
        Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 19998 },
        Groups =
        [
            new WorkerGroupSpec
            {
                Count = workers,
                PerNode = perNode,
                Image = "scalesim/worker",
                Ports = ["data", "web"],
                Ramdisks = [new RamdiskSpec("/mnt/ramdisk", RamdiskSpec.DefaultSizeBytes)],
            },
        ],
    };

    // The fake engine is the only witness of what it pretends; the cases ask it all there is to ask.
    protected override Task AssertUpAsync(ClusterPlan plan, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task AssertGoneAsync(ClusterPlan plan, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected override string ExpectedLog(WorkerPlan worker) => $"{worker.Name} starts";

    private static Ipv4Network ParseSubnet(string text)
    {
        Assert.True(Ipv4Network.TryParse(text, out Ipv4Network network));
        return network;
    }
}
