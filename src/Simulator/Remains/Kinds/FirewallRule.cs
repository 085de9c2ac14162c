namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>A rule of the host's firewall as a tool prints it.</summary>
/// <param name="Remedy">The command that removes it.</param>
internal sealed record FirewallRule(string Text, string Remedy);
