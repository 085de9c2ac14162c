using ScaleSim.Core.Names;

namespace ScaleSim.Core.Tests.Names;

public sealed class ClusterNamesTests
{
    [Theory]
    [InlineData(1, "worker-0001")]
    [InlineData(9999, "worker-9999")]
    [InlineData(10_000, "worker-10000")]
    [InlineData(100_000, "worker-100000")]
    public void Worker_HasFourDigitsOrMore(int number, string expected) =>
        Assert.Equal(expected, ClusterNames.Worker("worker", number));

    [Fact]
    public void Names_AreMadeFromTheCluster()
    {
        ClusterNames names = new("demo");

        Assert.Equal("demo.scalesim.internal", names.Domain);
        Assert.Equal("master.demo.scalesim.internal", names.Master);
        Assert.Equal("node-003", ClusterNames.Node(3));
        Assert.Equal("node-003.demo.scalesim.internal", names.Full("node-003"));
        Assert.Equal("demo-node-003", names.Container("node-003"));
    }

    [Theory]
    [InlineData("pi4-0007", true, "pi4", 7)]
    [InlineData("jetson-agx-10000", true, "jetson-agx", 10_000)]
    [InlineData("pi4-0000", false, "pi4", 0)]
    [InlineData("pi4-x", false, "pi4", 0)]
    [InlineData("-0007", false, "", 0)]
    [InlineData("pi4", false, "", 0)]
    [InlineData(null, false, "", 0)]
    public void TryParseWorker_TakesANameApart(string? name, bool expected, string group, int number)
    {
        Assert.Equal(expected, ClusterNames.TryParseWorker(name, out string foundGroup, out int foundNumber));
        Assert.Equal((group, number), (foundGroup, foundNumber));
    }

    [Fact]
    public void Bridge_DependsOnRunAndCluster()
    {
        string bridge = new ClusterNames("demo").Bridge("0a1b2c3d");

        Assert.Equal("ss-f881ff02", bridge);
        Assert.Equal(bridge, new ClusterNames("demo").Bridge("0a1b2c3d"));
        Assert.NotEqual(bridge, new ClusterNames("demo").Bridge("0a1b2c3e"));
        Assert.NotEqual(bridge, new ClusterNames("demi").Bridge("0a1b2c3d"));
    }
}
