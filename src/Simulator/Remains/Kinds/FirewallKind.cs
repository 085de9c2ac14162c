using System.Net;
using System.Text.RegularExpressions;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>Firewall rules that name the cluster's bridge or an address of its subnet.</summary>
internal sealed partial class FirewallKind(IHostFiles files, IFirewallTools tools) : IRemainsKind
{
    public string Name => "firewall rules";

    public async Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken)
    {
        if (marks.Elsewhere is { } elsewhere)
        {
            return KindLook.Skipped(elsewhere);
        }

        (IReadOnlyList<FirewallRule> rules, string? notChecked) = await tools.ReadAsync(cancellationToken);
        if (notChecked is not null)
        {
            return KindLook.Skipped(notChecked);
        }

        IReadOnlyList<Ipv4Network> subnets = SubnetTakers.Untaken(marks, files);
        return KindLook.Of(rules
            .Where(rule => IsOf(rule.Text, marks.Bridges, subnets))
            .Select(rule => new Remain($"firewall rule {rule.Text}", rule.Remedy)));
    }

    /// <remarks>
    /// Samples: <c>-A POSTROUTING -s 198.18.4.0/22 ! -o ss-1a2b3c4d -j MASQUERADE</c>, <c>-A DOCKER -d 127.0.0.1/32 !
    /// -i ss-1a2b3c4d -p tcp -m tcp --dport 20000 -j DNAT --to-destination 198.18.4.2:20000</c>, and of nft <c>ip saddr
    /// 198.18.4.0/22 oifname != "ss-1a2b3c4d" counter packets 0 bytes 0 masquerade # handle 9</c>.
    /// </remarks>
    internal static bool IsOf(string rule, IReadOnlyList<string> bridges, IReadOnlyList<Ipv4Network> subnets)
    {
        string[] words = rule.Split([' ', '\t', ',', '"', '{', '}'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Any(bridges.Contains))
        {
            return true;
        }

        // A rule for another cluster's bridge is that cluster's, whatever addresses it has.
        return !words.Any(word => Bridge().IsMatch(word))
            && words.Any(word => subnets.Any(subnet => Names(word, subnet)));
    }

    /// <param name="word">Such as <c>198.18.4.0/22</c>, <c>198.18.4.2</c>, <c>198.18.4.2:20000</c>.</param>
    private static bool Names(string word, Ipv4Network subnet)
    {
        string address = word.Split(':')[0];
        return Ipv4Network.TryParse(address, out Ipv4Network network)
            ? network.PrefixLength >= subnet.PrefixLength && subnet.Overlaps(network)
            : address.Contains('.', StringComparison.Ordinal)
                && IPAddress.TryParse(address, out IPAddress? one)
                && subnet.Contains(one);
    }

    [GeneratedRegex("^ss-[0-9a-f]{8}$")]
    private static partial Regex Bridge();
}
