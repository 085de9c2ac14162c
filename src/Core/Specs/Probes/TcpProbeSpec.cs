namespace ScaleSim.Core.Specs.Probes;

/// <summary>A port accepts connections.</summary>
/// <param name="Port">The name of one of the group's ports; null for a master's own port.</param>
public sealed record TcpProbeSpec(string? Port) : ProbeSpec;
