using ScaleSim.Core.Engines;
using ScaleSim.Core.Ports;

namespace ScaleSim.Core.Hosts;

/// <summary>What the planner has to know about this machine and its engine, read once.</summary>
public sealed record HostFacts
{
    public required EngineFacts Engine { get; init; }

    /// <value>Memory that programs can still take, in bytes (MemAvailable).</value>
    public required long MemoryAvailableBytes { get; init; }

    /// <value>The range that outgoing connections take their ports from (ip_local_port_range).</value>
    public PortRange EphemeralPorts { get; init; } = new(32768, 60999);

    /// <value>Ports that the host has listeners on, has reserved, or that another cluster has published.</value>
    public IReadOnlySet<int> PortsInUse { get; init; } = new HashSet<int>();

    /// <value>Networks that something on this machine or engine has: routes, interfaces, engine networks.</value>
    public IReadOnlyList<Ipv4Network> SubnetsInUse { get; init; } = [];

    /// <value>neigh.default.gc_thresh3: the most neighbours the whole kernel remembers; null where unreadable.</value>
    public int? NeighbourTableMax { get; init; }

    /// <value>What bounds containers beside memory, as far as it can be read; empty for an engine elsewhere.</value>
    public IReadOnlyList<HostLimit> Limits { get; init; } = [];
}
