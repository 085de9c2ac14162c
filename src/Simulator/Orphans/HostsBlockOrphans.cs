using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Orphans;

/// <summary>
/// Blocks in hosts files of clusters that there are no more: neither on this engine, nor with a keeper on this host,
/// nor with an address that this host has a route to, as a cluster of another engine would have.
/// </summary>
/// <param name="paths">Hosts files, absolute.</param>
internal sealed class HostsBlockOrphans(
    IReadOnlyList<string> paths, IReadOnlyList<ClusterState> clusters, IHostFiles files, TimeProvider time)
    : IOrphanKind
{
    public Task<IReadOnlyList<Orphan>> FindAsync(CancellationToken cancellationToken)
    {
        LiveKeepers keepers = LiveKeepers.Read(files);
        IReadOnlyList<HostRoute> routes = RouteTable.Read(files);
        IEnumerable<Orphan> orphans =
            from path in paths
            let text = files.Read(path) ?? ""
            from cluster in ClustersIn(text)
            where !clusters.Any(state => state.Cluster == cluster)
                && !keepers.Keep(cluster)
                && !AddressesOf(text, cluster).Any(address => IsRouted(address, routes))
            select new Orphan(
                "hosts block",
                $"{cluster} in {path}",
                "its cluster is gone",
                token => new HostsFile(path, time).RemoveAsync(cluster, token))
            {
                Obstacle = ObstacleOf(path),
            };
        return Task.FromResult<IReadOnlyList<Orphan>>([.. orphans]);
    }

    private static IEnumerable<string> ClustersIn(string text) => text.Split('\n')
        .Select(line => HostsBlock.ClusterBegunBy(line.TrimEnd('\r'))).OfType<string>().Distinct();

    private static IEnumerable<IPAddress> AddressesOf(string text, string cluster)
    {
        HostsBlock block = HostsBlock.Find(text, cluster)!;
        foreach (string line in text[block.Start..block.End].Split('\n'))
        {
            string first = line.Split([' ', '\t'], 2)[0];
            if (first.Contains('.', StringComparison.Ordinal) && IPAddress.TryParse(first, out IPAddress? address))
            {
                yield return address;
            }
        }
    }

    // Published ports are at the loopback, which every host has.
    private static bool IsRouted(IPAddress address, IReadOnlyList<HostRoute> routes) =>
        !IPAddress.IsLoopback(address) && routes.Any(route => route.IsNetwork && route.Network.Contains(address));

    private string? ObstacleOf(string path)
    {
        try
        {
            new HostsFile(path, time).Check();
            return null;
        }
        catch (HostsFileException)
        {
            return $"this user may not write {path}";
        }
    }
}
