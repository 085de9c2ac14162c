using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd.Witness;

/// <summary>
/// What a cluster's networks have on the host, by the ip and iptables-save commands. Rules can be read by root alone;
/// for others there are none.
/// </summary>
internal sealed class Traces
{
    private readonly HashSet<string> _bridges = [];
    private readonly HashSet<string> _subnets = [];
    private readonly HashSet<string> _members = [];

    /// <value>The interfaces of the host that are plugged into the clusters' bridges, each a node's.</value>
    public IReadOnlyCollection<string> Members => _members;

    public async Task AddAsync(JsonObject network)
    {
        string bridge = (string)network["Options"]!["com.docker.network.bridge.name"]!;
        _bridges.Add(bridge);
        _subnets.Add((string)network["IPAM"]!["Config"]![0]!["Subnet"]!);
        _members.UnionWith(await InterfacesAsync("master", bridge));
    }

    /// <summary>
    /// Of a run whose network may be gone already: its bridge is named after the SHA-256 of <c>run/cluster</c>.
    /// </summary>
    public void AddRun(string cluster, string run)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{run}/{cluster}"));
        _bridges.Add($"ss-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}");
    }

    public async Task<IReadOnlyList<string>> RemainsAsync()
    {
        IReadOnlyList<string> interfaces = await InterfacesAsync();
        return
        [
            .. interfaces.Where(name => _bridges.Contains(name) || _members.Contains(name))
                .Select(name => $"interface {name}"),
            .. await RulesAsync(),
        ];
    }

    /// <summary>Firewall rules that name a subnet or a bridge of the cluster.</summary>
    public async Task<IReadOnlyList<string>> RulesAsync()
    {
        var rules = new List<string>();
        foreach (string tool in (string[])["iptables-save", "iptables-legacy-save", "iptables-nft-save"])
        {
            rules.AddRange((await LinesAsync(tool)).Where(Names).Select(rule => $"rule ({tool}) {rule}"));
        }

        IReadOnlyList<string> ruleset = await LinesAsync("nft", "list", "ruleset");
        rules.AddRange(ruleset.Where(Names).Select(rule => $"rule (nft) {rule}"));
        return rules;
    }

    private bool Names(string rule) =>
        _bridges.Concat(_subnets).Any(mark => rule.Contains(mark, StringComparison.Ordinal));

    /// <remarks>A sample: <c>veth6f9f2c1@if508 UP             ca:48:7d:22:53:f4 ...</c></remarks>
    private static async Task<IReadOnlyList<string>> InterfacesAsync(params string[] filter) =>
    [
        .. (await LinesAsync("ip", ["-brief", "link", "show", .. filter])).Select(line => line.Split(' ', '@')[0]),
    ];

    /// <summary>Nothing where the tool is missing or this user may not read.</summary>
    private static async Task<IReadOnlyList<string>> LinesAsync(string tool, params string[] arguments) =>
        HostTool.Find(tool) is null
            ? []
            : (await HostTool.TryRunAsync([tool, .. arguments])).Stdout
                .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
