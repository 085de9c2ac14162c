using System.Net;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Dns;

namespace ScaleSim.Simulator.Tests.Dns;

public sealed class DnsZonesTests
{
    [Theory]
    [InlineData("198.18.4.0/22", 4, "4.18.198.in-addr.arpa", "7.18.198.in-addr.arpa")]
    [InlineData("198.18.4.0/24", 1, "4.18.198.in-addr.arpa", "4.18.198.in-addr.arpa")]
    [InlineData("198.18.4.128/25", 1, "4.18.198.in-addr.arpa", "4.18.198.in-addr.arpa")]
    [InlineData("198.18.4.7/32", 1, "4.18.198.in-addr.arpa", "4.18.198.in-addr.arpa")]
    [InlineData("198.18.0.0/15", 2, "18.198.in-addr.arpa", "19.198.in-addr.arpa")]
    [InlineData("10.0.0.0/17", 128, "0.0.10.in-addr.arpa", "127.0.10.in-addr.arpa")]
    [InlineData("10.0.0.0/8", 1, "10.in-addr.arpa", "10.in-addr.arpa")]
    [InlineData("128.0.0.0/1", 128, "128.in-addr.arpa", "255.in-addr.arpa")]
    [InlineData("0.0.0.0/0", 1, "in-addr.arpa", "in-addr.arpa")]
    public void ReverseZones_LieOnOctetBorders(string subnet, int count, string first, string last)
    {
        string[] zones = [.. DnsZones.ReverseZonesOf(Network(subnet))];

        Assert.Equal(count, zones.Length);
        Assert.Equal(first, zones[0]);
        Assert.Equal(last, zones[^1]);
    }

    [Fact]
    public void EveryName_IsFound()
    {
        DnsResponder responder = NameTables.Responder(NameTables.Of(1000));

        foreach (var name in NameTables.Of(1000).Names)
        {
            DnsReply reply = DnsReply.To(responder, DnsMessage.Query($"{name.Name}.demo.scalesim.internal"));
            Assert.Equal(name.Address, Assert.Single(reply.Answers).Data);
        }
    }

    [Fact]
    public void NameThatCanNotBeSent_IsAnError() =>
        Assert.Throws<ArgumentException>(() => DnsName.ToWire($"{new string('a', 64)}.internal"));

    [Theory]
    [InlineData("198.18.4.0/22", "127.18.4.53")]
    [InlineData("198.19.252.0/22", "127.19.252.53")]
    public void Address_IsDerivedFromTheSubnet(string subnet, string address) =>
        Assert.Equal(IPAddress.Parse(address), DnsSockets.AddressFor(Network(subnet)));

    private static Ipv4Network Network(string text)
    {
        Assert.True(Ipv4Network.TryParse(text, out Ipv4Network network));
        return network;
    }
}
