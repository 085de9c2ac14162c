using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Planning;

/// <summary>Workers with a network each, as many as a bridge carries and more.</summary>
public sealed class OneNetworkEachTests
{
    [Fact]
    public void NineHundred_ArePlanned_WhereTheKernelRemembersThem() => Assert.Equal(
        900, Samples.Plan(Alone(900), Samples.Facts with { NeighbourTableMax = 2048 }).Nodes.Count);

    [Fact]
    public void NineHundred_AreRefusedWithTheArithmetic_WhereTheKernelForgets()
    {
        PlanError error = Assert.Single(Samples.Errors(Alone(900), Samples.Facts with { NeighbourTableMax = 1024 }));

        Assert.Equal(
            "900 nodes need 1864 places in the kernel's neighbour table (2 for each node and 64 for the rest of the "
            + "machine); it holds 1024. Pack more workers on a node with --workers-per-node 2 or more, or raise it "
            + "with: sysctl -w net.ipv4.neigh.default.gc_thresh3=2048.",
            error.Message);
        Assert.True(error.OnThisMachine);
    }

    [Fact]
    public void TwelveHundred_AreRefusedOnAnyMachine_WithThePackingThatFits()
    {
        PlanError error = Assert.Single(Samples.Errors(Alone(1200)));

        Assert.False(error.OnThisMachine);
        Assert.EndsWith("Pack them with --workers-per-node 2.", error.Message, StringComparison.Ordinal);
        Assert.Equal(600, Samples.Plan(Samples.Spec(Samples.Group(1200) with { PerNode = 2 })).Nodes.Count);
    }

    private static ClusterSpec Alone(int workers) => Samples.Spec(Samples.Group(workers) with { PerNode = 1 });
}
