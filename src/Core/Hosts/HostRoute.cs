namespace ScaleSim.Core.Hosts;

/// <summary>A destination that this machine's kernel has a route or an address for.</summary>
/// <param name="IsDiscard">True for unreachable, blackhole and prohibit routes: packets go nowhere.</param>
public readonly record struct HostRoute(Ipv4Network Network, bool IsDiscard)
{
    // VPN clients cover the Internet with 0.0.0.0/1 and 128.0.0.0/1 (or four /2) instead of replacing the default
    // route. No network that somebody has is as wide as that: the widest ever given out was a /8.
    private const int NetworkPrefixMin = 8;

    /// <value>
    /// Whether a packet for any address of the block, when no network has it, ends here and now. A discarding default
    /// route does not promise that: another default route with a lower metric goes first.
    /// </value>
    public bool IsGuard => IsDiscard
        && Network.PrefixLength > 0
        && Network.PrefixLength <= GuardRoute.Block.PrefixLength
        && Network.Overlaps(GuardRoute.Block);

    /// <value>Whether somebody may own addresses behind it: no default route, no guard.</value>
    public bool IsNetwork => Network.PrefixLength >= NetworkPrefixMin && !IsGuard;
}
