namespace ScaleSim.Core.Specs.Probes;

/// <summary>A line of its output matches.</summary>
/// <param name="Pattern">A .NET regular expression without backtracking, matched against each line.</param>
public sealed record LogProbeSpec(string Pattern) : ProbeSpec;
