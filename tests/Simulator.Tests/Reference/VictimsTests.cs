using ScaleSim.Core.Planning;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Workers;
using ScaleSim.Simulator.Reference.Checks;

namespace ScaleSim.Simulator.Tests.Reference;

public sealed class VictimsTests
{
    [Theory]
    [InlineData(3, 1)]
    [InlineData(39, 1)]
    [InlineData(40, 2)]
    [InlineData(1000, 50)]
    public void CountFor_IsFivePercent_AtLeastOne(int workers, int count) =>
        Assert.Equal(count, Victims.CountFor(workers));

    [Fact]
    public void Choose_LeavesEveryBlockAReplica_WhateverTheSeed()
    {
        ClusterPlan plan = ReferencePlans.Create(30);
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            BlockStatus[] blocks = [.. Enumerable.Range(1, 60).Select(id => Block(
                id, [.. random.GetItems(plan.Workers.ToArray(), 2).Select(worker => worker.Name).Distinct()]))];

            HashSet<string> victims =
                [.. Victims.Choose(plan.Workers, blocks, count: 10, random).Select(worker => worker.Name)];

            Assert.All(blocks, block =>
                Assert.Contains(block.Holders, holder => !victims.Contains(holder.Name)));
        }
    }

    [Fact]
    public void Choose_PrefersHolders_WhenFewWorkersHoldBlocks()
    {
        ClusterPlan plan = ReferencePlans.Create(30);
        BlockStatus[] blocks = [Block(1, ["worker-0004", "worker-0009"])];

        WorkerPlan victim = Assert.Single(Victims.Choose(plan.Workers, blocks, count: 1, new Random(1)));

        Assert.True(victim.Name is "worker-0004" or "worker-0009", victim.Name);
    }

    [Fact]
    public void Choose_SparesTheLastHolder_WhenABlockHasNoOther()
    {
        ClusterPlan plan = ReferencePlans.Create(3);
        BlockStatus[] blocks = [Block(1, ["worker-0001"]), Block(2, ["worker-0002"]), Block(3, ["worker-0003"])];

        Assert.Empty(Victims.Choose(plan.Workers, blocks, count: 1, new Random(1)));
    }

    private static BlockStatus Block(long id, string[] holders) => new()
    {
        Id = id,
        Path = "/file",
        Index = 0,
        Length = 1,
        Checksum = default(Checksum),
        State = BlockState.Available,
        Replication = 2,
        Holders = [.. holders.Select(name => new WorkerLocation("s", name, name, "198.18.0.2", new WorkerPorts(1, 2)))],
    };
}
