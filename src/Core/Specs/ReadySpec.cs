namespace ScaleSim.Core.Specs;

/// <summary>When a worker counts as ready: its port accepts, or answers 200 at a path.</summary>
/// <param name="Port">The name of one of the group's ports.</param>
/// <param name="HttpPath">The path to get; null to be content with a TCP connection.</param>
public sealed record ReadySpec(string Port, string? HttpPath = null);
