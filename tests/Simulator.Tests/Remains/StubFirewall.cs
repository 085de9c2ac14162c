using ScaleSim.Simulator.Remains.Kinds;

namespace ScaleSim.Simulator.Tests.Remains;

/// <summary>A firewall of given rules.</summary>
internal sealed class StubFirewall : IFirewallTools
{
    public List<FirewallRule> Rules { get; } = [];

    public string? NotChecked { get; set; }

    public Task<(IReadOnlyList<FirewallRule> Rules, string? NotChecked)> ReadAsync(
        CancellationToken cancellationToken) =>
        Task.FromResult<(IReadOnlyList<FirewallRule>, string?)>((Rules, NotChecked));
}
