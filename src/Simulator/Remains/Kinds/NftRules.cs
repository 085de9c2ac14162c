using System.Text.RegularExpressions;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>Reads what <c>nft --handle list ruleset</c> prints.</summary>
internal static partial class NftRules
{
    /// <remarks>
    /// A sample:
    /// <code>
    /// table ip nat { # handle 1
    ///     chain POSTROUTING { # handle 5
    ///         type nat hook postrouting priority srcnat; policy accept;
    ///         ip saddr 198.18.4.0/22 oifname != "ss-1a2b3c4d" counter packets 0 bytes 0 masquerade # handle 9
    ///     }
    /// }
    /// </code>
    /// </remarks>
    public static IEnumerable<FirewallRule> Parse(string text)
    {
        string table = "";
        string chain = "";
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (Table().Match(line) is { Success: true } begun)
            {
                table = begun.Groups["name"].Value;
            }
            else if (Chain().Match(line) is { Success: true } named)
            {
                chain = named.Groups["name"].Value;
            }
            else if (Handle().Match(line) is { Success: true } rule)
            {
                yield return new FirewallRule(
                    rule.Groups["rule"].Value,
                    $"nft delete rule {table} {chain} handle {rule.Groups["handle"].Value}");
            }
        }
    }

    [GeneratedRegex(@"^table (?<name>\S+ \S+) \{")]
    private static partial Regex Table();

    [GeneratedRegex(@"^chain (?<name>\S+) \{")]
    private static partial Regex Chain();

    [GeneratedRegex(@"^(?<rule>.+\S) # handle (?<handle>\d+)$")]
    private static partial Regex Handle();
}
