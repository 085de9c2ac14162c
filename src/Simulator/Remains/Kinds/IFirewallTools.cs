namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>The programs that print this machine's firewall rules.</summary>
internal interface IFirewallTools
{
    /// <returns>The rules; or, in their place, why they can't be read, such as <c>needs root</c>.</returns>
    Task<(IReadOnlyList<FirewallRule> Rules, string? NotChecked)> ReadAsync(CancellationToken cancellationToken);
}
