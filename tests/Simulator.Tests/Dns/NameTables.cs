using System.Globalization;
using System.Net;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Names;
using ScaleSim.Simulator.Dns;
using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Tests.Dns;

/// <summary>Names of clusters that were never started.</summary>
internal static class NameTables
{
    public static IPAddress Server { get; } = IPAddress.Parse("127.18.4.53");

    /// <summary>Workers on nodes of 198.18.4.0/22, a hundred on each.</summary>
    public static NameTable Of(int workers, string cluster = "demo", string subnet = "198.18.4.0/22")
    {
        Assert.True(Ipv4Network.TryParse(subnet, out Ipv4Network network));
        List<HostName> names = [new("master", network.AddressAt(1).ToString(), HostNameKind.Master)];
        List<HostName> reverse = [names[0]];
        for (int worker = 1; worker <= workers; worker++)
        {
            int node = ((worker - 1) / 100) + 1;
            string address = network.AddressAt(node + 1).ToString();
            if (worker % 100 == 1)
            {
                names.Add(new HostName(ClusterNames.Node(node), address, HostNameKind.Node));
                reverse.Add(names[^1]);
            }

            names.Add(new HostName(ClusterNames.Worker("worker", worker), address, HostNameKind.Worker));
        }

        return new NameTable { Cluster = cluster, Subnet = subnet, Names = names, Reverse = reverse };
    }

    /// <summary>One name, <c>many</c>, with this many addresses: more than fit a datagram.</summary>
    public static NameTable WithManyAddresses(int count) => new()
    {
        Cluster = "demo",
        Subnet = "198.18.4.0/22",
        Names =
        [
            .. Enumerable.Range(1, count).Select(index => new HostName(
                "many",
                string.Create(CultureInfo.InvariantCulture, $"198.18.{4 + (index / 250)}.{index % 250}"),
                HostNameKind.Node)),
        ],
        Reverse = [],
    };

    public static DnsResponder Responder(NameTable table) => new(new DnsZones(table, Server, serial: 1));
}
