namespace ScaleSim.Docker.Api.Models;

/// <summary>How the Engine writes firewall rules (API 1.49 and later).</summary>
internal sealed record FirewallInfo
{
    /// <summary><c>iptables</c>, <c>nftables</c>, either with <c>+firewalld</c>.</summary>
    public string Driver { get; init => field = value ?? ""; } = "";
}
