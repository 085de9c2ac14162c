using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>
/// The plan of a live cluster, made again from what its engine remembers: the spec on the network, the size that it was
/// last scaled to, and what each container's labels say of it. Pure.
/// </summary>
public static class LivePlan
{
    /// <summary>
    /// The cluster as it is to be now, whoever of it is missing. Secrets in its spec are hidden (SecretMask). A
    /// published worker that exists nowhere has a port that another may have.
    /// </summary>
    /// <returns>Null where the network that carries the spec is gone or of another version.</returns>
    public static ClusterPlan? TryOf(ClusterState live)
    {
        ArgumentNullException.ThrowIfNull(live);
        return live is { Spec: { } spec, Gateway: not null } && Ipv4Network.TryParse(live.Subnet, out _)
            ? Of(live, WithCounts(spec, live.Counts), PortsFor(live, new HashSet<int>()), version: "")
            : null;
    }

    /// <summary>The spec with other counts; a group that they leave out keeps its own.</summary>
    public static ClusterSpec WithCounts(ClusterSpec spec, IReadOnlyDictionary<string, int> counts)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(counts);
        return spec with
        {
            Groups =
            [
                .. spec.Groups.Select(group =>
                    group with { Count = counts.GetValueOrDefault(group.Name, group.Count) }),
            ],
        };
    }

    /// <param name="live">A cluster with spec, subnet and gateway.</param>
    /// <param name="spec">Its spec with the counts that are wanted.</param>
    /// <param name="ports">Numbers the ports of workers that don't exist.</param>
    internal static ClusterPlan Of(ClusterState live, ClusterSpec spec, IPortNumbers ports, string version)
    {
        _ = Ipv4Network.TryParse(live.Subnet, out Ipv4Network subnet);
        PlanOutline outline = PlanOutline.Of(
            spec, new RunIdentity(live.Run, live.User, version), subnet, live.Gateway!, ExposeOf(live));
        LiveLayout layout = new(live, live.Spec!, spec, outline.Network, outline.Expose, ports);
        MemoryPlan memory = MemoryPlanner.Add(spec, Packings(live.Spec!, spec), availableBytes: 0);
        return outline.Complete(layout.Nodes, layout.Workers, memory) with { HasGrown = true };
    }

    /// <summary>How workers are packed, which the first spec alone decides, for groups of another size.</summary>
    internal static IReadOnlyList<Packing> Packings(ClusterSpec first, ClusterSpec spec) =>
    [
        .. Packing.WithoutLimit(first).Zip(spec.Groups, (packing, group) => packing with { Group = group }),
    ];

    internal static IPortNumbers PortsFor(ClusterState live, IReadOnlySet<int> inUse) =>
        ExposeOf(live) == Exposure.Published
            ? new FreePorts(
                live.Spec!.Ports,
                live.Nodes.SelectMany(node => node.Ports)
                    .Concat(live.Workers.SelectMany(worker => worker.Ports))
                    .Select(port => port.Number)
                    .Concat(FixedPorts.Of(live.Spec!))
                    .Concat(inUse)
                    .ToHashSet())
            : new DirectPorts(live.Spec!.Ports);

    private static Exposure ExposeOf(ClusterState live) =>
        live.Expose ?? (live.Spec!.Expose == Exposure.Published ? Exposure.Published : Exposure.Direct);
}
