using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Names;
using ScaleSim.Simulator.Dns;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>
/// How to make a system's resolver ask a cluster's responder. It is printed and not done: the resolver is everybody's.
/// </summary>
internal static class ResolverView
{
    /// <param name="endpoint">Where the responder answers: <c>127.18.4.53:53</c>.</param>
    public static void Write(IAnsiConsole console, ClusterState cluster, string endpoint)
    {
        IPEndPoint server = IPEndPoint.Parse(endpoint);
        string domain = new ClusterNames(cluster.Cluster).Domain;
        string[] reverse = Ipv4Network.TryParse(cluster.Subnet, out Ipv4Network subnet)
            ? [.. DnsZones.ReverseZonesOf(subnet)]
            : [];
        string port = RawText.Number(server.Port);
        string[] lines =
        [
            $"# The names of {cluster.Cluster} are answered at {server.Address}, port {port}. Try it:",
            $"dig @{server.Address} -p {port} {new ClusterNames(cluster.Cluster).Master}",
            "",
            $"# systemd-resolved: /etc/systemd/resolved.conf.d/scalesim-{cluster.Cluster}.conf, then",
            "# 'systemctl restart systemd-resolved'; the same again once the file is removed",
            "[Resolve]",
            $"DNS={endpoint}",
            $"Domains={string.Join(' ', reverse.Prepend(domain).Select(zone => $"~{zone}"))}",
            "",
            "# dnsmasq, also NetworkManager's: a file in its configuration folder",
            $"server=/{domain}/{server.Address}#{port}",
            .. reverse.Select(zone => $"server=/{zone}/{server.Address}#{port}"),
            "",
            $"# macOS and others with /etc/resolver: /etc/resolver/{domain}",
            $"nameserver {server.Address}",
            $"port {port}",
            "",
            .. ResolvConf(server),
        ];
        RawText.Write(console, writer => writer.Write(string.Join('\n', lines) + "\n"));
    }

    /// <summary>The C library's resolver takes no port; names that are others' go to the next server.</summary>
    private static string[] ResolvConf(IPEndPoint server) => server.Port == DnsSockets.Port
        ?
        [
            "# /etc/resolv.conf, before the other servers: what is not the cluster's is refused, and asked of them",
            $"nameserver {server.Address}",
        ]
        :
        [
            $"# /etc/resolv.conf can't name a port: it takes a responder on port {DnsSockets.Port}, root's",
        ];
}
