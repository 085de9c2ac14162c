using ScaleSim.Core.Hosts.Programs;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>
/// Asks nft, which has all rules but those of the kernel's older tables, and iptables-legacy-save, which has these.
/// Where there is no nft, iptables-nft-save or iptables-save takes its place.
/// </summary>
internal sealed class FirewallTools(TimeProvider time) : IFirewallTools
{
    // A thousand published ports are four thousand rules of some hundred characters each.
    private const int BytesMax = 64 << 20;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public async Task<(IReadOnlyList<FirewallRule> Rules, string? NotChecked)> ReadAsync(
        CancellationToken cancellationToken)
    {
        if (NativeMethods.EffectiveUserId() != 0)
        {
            return ([], "needs root");
        }

        var rules = new List<FirewallRule>();
        bool hasNft = SystemProgram.Find("nft") is not null;
        string[] others = SystemProgram.Find("iptables-nft-save") is not null ? ["iptables-nft"] : ["iptables"];
        string[] tools = hasNft ? ["iptables-legacy"] : [.. others, "iptables-legacy"];
        string? problem = hasNft
            ? await AddAsync(rules, "nft", ["--handle", "list", "ruleset"], NftRules.Parse, cancellationToken)
            : null;
        foreach (string tool in tools.Where(tool => problem is null && SystemProgram.Find($"{tool}-save") is not null))
        {
            problem = await AddAsync(
                rules, $"{tool}-save", [], text => IptablesRules.Parse(tool, text), cancellationToken);
        }

        bool hasAny = hasNft || tools.Any(tool => SystemProgram.Find($"{tool}-save") is not null);
        return hasAny ? (rules, problem) : ([], "neither nft nor iptables-save is installed");
    }

    /// <returns>Why the rules can't be had; null where they were added.</returns>
    private async Task<string?> AddAsync(
        List<FirewallRule> rules,
        string name,
        string[] arguments,
        Func<string, IEnumerable<FirewallRule>> parse,
        CancellationToken cancellationToken)
    {
        var program = new HostProgram([SystemProgram.Find(name)!, .. arguments], Timeout, BytesMax, time);
        ProgramResult result = await program.RunAsync(cancellationToken);
        if (result.ExitCode != 0 || result.IsTruncated)
        {
            return $"{name} {result.Problem ?? $"failed: {result.Error.ReplaceLineEndings(" ").Trim()}"}";
        }

        rules.AddRange(parse(result.Output));
        return null;
    }
}
