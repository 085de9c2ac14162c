using System.Net;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Tests.Hosts;

public sealed class Ipv4NetworkTests
{
    [Theory]
    [InlineData("198.18.4.0/22", "198.18.4.0/22")]
    [InlineData("198.18.7.255/22", "198.18.4.0/22")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("10.1.2.3/32", "10.1.2.3/32")]
    public void TryParse_DropsTheHostBits(string text, string expected)
    {
        Assert.True(Ipv4Network.TryParse(text, out Ipv4Network network));

        Assert.Equal(expected, network.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("198.18.4.0")]
    [InlineData("198.18.4.0/33")]
    [InlineData("198.18.4.0/-1")]
    [InlineData("198.18.4.0/22/1")]
    [InlineData("fd00::/64")]
    [InlineData("x/22")]
    public void TryParse_IsFalse_ForAnythingElse(string? text) => Assert.False(Ipv4Network.TryParse(text, out _));

    [Theory]
    [InlineData("198.18.0.0/15", "198.19.255.0/24", true)]
    [InlineData("198.18.0.0/22", "198.18.3.0/24", true)]
    [InlineData("198.18.0.0/22", "198.18.4.0/22", false)]
    [InlineData("0.0.0.0/0", "10.0.0.0/8", true)]
    public void Overlaps_IsTheSameBothWays(string a, string b, bool expected)
    {
        Assert.True(Ipv4Network.TryParse(a, out Ipv4Network first) & Ipv4Network.TryParse(b, out Ipv4Network second));

        Assert.Equal(expected, first.Overlaps(second));
        Assert.Equal(expected, second.Overlaps(first));
    }

    [Fact]
    public void Subnet_LiesSoManyNetworksOn()
    {
        Ipv4Network block = new(0xC612_0000, 15);

        Assert.Equal("198.18.0.0/22", block.Subnet(22, 0).ToString());
        Assert.Equal("198.19.252.0/22", block.Subnet(22, 127).ToString());
        Assert.Equal(IPAddress.Parse("198.18.4.1"), block.Subnet(22, 1).AddressAt(1));
        Assert.Equal(IPAddress.Parse("198.18.7.133"), block.Subnet(22, 1).AddressAt(901));
    }

    [Fact]
    public void Contains_KnowsItsAddresses()
    {
        Ipv4Network network = new(0xC612_0400, 22);

        Assert.True(network.Contains(IPAddress.Parse("198.18.7.255")));
        Assert.False(network.Contains(IPAddress.Parse("198.18.8.0")));
        Assert.False(network.Contains(IPAddress.IPv6Loopback));
    }

    [Fact]
    public void Constructor_RefusesAPrefix_ThatCannotBe()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Ipv4Network(0, 33));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Ipv4Network(0, -1));
    }
}
