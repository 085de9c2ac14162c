using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Remains;

/// <summary>
/// Whether a subnet is a mark still. Once its network is gone somebody else's may have it at once, and then what names
/// its addresses is theirs.
/// </summary>
internal static class SubnetTakers
{
    /// <summary>The subnets of the cluster that no other bridge of this host has a route for.</summary>
    public static IReadOnlyList<Ipv4Network> Untaken(ClusterMarks marks, IHostFiles files)
    {
        Ipv4Network[] others =
        [
            .. RouteTable.ReadInterfaces(files)
                .Where(route => !marks.Bridges.Contains(route.Interface) && IsBridge(route.Interface, files))
                .Select(route => route.Network)
                .Where(network => network.PrefixLength > 0),
        ];
        return [.. marks.Subnets.Where(subnet => !others.Any(other => other.Overlaps(subnet)))];
    }

    // A default route over a bridge, as virtual machines' hosts have, takes no subnet.
    private static bool IsBridge(string name, IHostFiles files) =>
        files.List($"/sys/class/net/{name}").Contains("bridge");
}
