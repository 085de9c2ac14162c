namespace ScaleSim.Core.Hosts;

/// <summary>
/// Parses /proc/net/fib_trie, which shows what /proc/net/route leaves out: local addresses, other tables.
/// </summary>
internal static class ForwardingTrie
{
    private const string Leaf = "|-- ";

    /// <summary>
    /// Takes each leaf's address with every prefix under it; inner nodes (<c>+--</c>) are the tree's own business:
    /// <code>
    /// Main:
    ///   +-- 0.0.0.0/0 3 0 4
    ///      +-- 172.17.0.0/16 2 0 2
    ///         |-- 172.17.0.0
    ///            /16 link UNICAST
    ///         |-- 172.17.0.1
    ///            /32 host LOCAL
    ///         |-- 172.17.255.255
    ///            /32 link BROADCAST
    ///      |-- 198.18.0.0
    ///         /15 universe UNREACHABLE
    /// </code>
    /// Broadcast and multicast entries own nothing and are left out, as are lines of another form.
    /// </summary>
    public static IEnumerable<HostRoute> Parse(string text)
    {
        string leaf = "";
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith(Leaf, StringComparison.Ordinal))
            {
                leaf = line[Leaf.Length..];
            }
            else if (line.StartsWith('/') && TryRoute(leaf, line) is { } route)
            {
                yield return route;
            }
        }
    }

    private static HostRoute? TryRoute(string leaf, string line)
    {
        string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length >= 3 && Ipv4Network.TryParse(leaf + fields[0], out Ipv4Network network)
            ? fields[2] switch
            {
                "UNICAST" or "LOCAL" => new HostRoute(network, IsDiscard: false),
                "UNREACHABLE" or "BLACKHOLE" or "PROHIBIT" => new HostRoute(network, IsDiscard: true),
                _ => null,
            }
            : null;
    }
}
