namespace ScaleSim.Core.Hosts;

/// <summary>
/// The route that belongs to the machine, not to a cluster: it keeps packets for nodes that are gone off the default
/// route. A cluster's bridge is more specific and wins over it.
/// </summary>
public static class GuardRoute
{
    /// <value>The metric: the highest there is, so that any other route for the block is preferred.</value>
    public const uint Metric = uint.MaxValue;

    /// <value>198.18.0.0/15, reserved for benchmarks by RFC 2544: every cluster's subnet is taken from it.</value>
    public static Ipv4Network Block { get; } = new(0xC612_0000, 15);
}
