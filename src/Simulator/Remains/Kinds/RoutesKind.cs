using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>Routes to the cluster's subnet. The guard route is the machine's, and wider.</summary>
internal sealed class RoutesKind(IHostFiles files) : IRemainsKind
{
    public string Name => "routes";

    public Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken)
    {
        if (marks.Elsewhere is { } elsewhere)
        {
            return Task.FromResult(KindLook.Skipped(elsewhere));
        }

        IReadOnlyList<Ipv4Network> subnets = SubnetTakers.Untaken(marks, files);
        return Task.FromResult(KindLook.Of(RouteTable.Read(files)
            .Select(route => route.Network)
            .Where(network => subnets.Any(subnet => IsWithin(network, subnet)))
            .Distinct()
            .Select(network => new Remain($"route {network}", $"ip route delete {network}"))));
    }

    private static bool IsWithin(Ipv4Network network, Ipv4Network subnet) =>
        network.PrefixLength >= subnet.PrefixLength && subnet.Overlaps(network);
}
