using ScaleSim.Core.Ports;

namespace ScaleSim.Core.Tests.Ports;

public sealed class PortRangeTests
{
    [Fact]
    public void Default_LiesBelowTheEphemeralPorts()
    {
        Assert.False(PortRange.Default.Overlaps(PortRange.Ephemeral));
        Assert.Equal(12_000, PortRange.Default.Count);
        Assert.Equal("20000-31999", PortRange.Default.ToString());
    }

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Contains_IncludesBothEnds(int port, bool expected) =>
        Assert.Equal(expected, new PortRange(100, 200).Contains(port));

    [Theory]
    [InlineData(20000, 20999, 1040, 20000, 21999)]
    [InlineData(20000, 20000, 1, 20000, 20999)]
    [InlineData(32000, 32100, 500, 32000, 32767)]
    [InlineData(32000, 32100, 1000, 31000, 32767)]
    [InlineData(20000, 31999, 31744, 1024, 32767)]
    [InlineData(61000, 61099, 500, 61000, 61999)]
    [InlineData(61000, 65535, 5000, 27000, 32767)]
    public void Widen_FindsARangeThatDoes(int first, int last, int needed, int widerFirst, int widerLast) =>
        Assert.Equal(
            new PortRange(widerFirst, widerLast),
            PortRangeAdvice.Widen(new PortRange(first, last), needed, new HashSet<int>()));

    [Fact]
    public void Widen_IsNull_WhenNothingDoes()
    {
        PortRange range = new(20000, 31999);

        Assert.Null(PortRangeAdvice.Widen(range, 31745, new HashSet<int>()));
        Assert.Null(PortRangeAdvice.Widen(range, 31744, new HashSet<int> { 1024 }));
    }

    [Fact]
    public void Widen_CountsOnlyFreePorts()
    {
        HashSet<int> inUse = [.. Enumerable.Range(20000, 900)];

        Assert.Equal(
            new PortRange(20000, 21999), PortRangeAdvice.Widen(new PortRange(20000, 20099), 200, inUse));
    }
}
