namespace ScaleSim.Core.Engines;

/// <summary>What an engine can do, as data.</summary>
/// <param name="Network">Whether its workers have a network; where not, what needs one is not applicable.</param>
/// <param name="Exec">Whether a command can be run in a node or worker.</param>
/// <param name="SharedShim">Whether one shim per node is possible.</param>
public sealed record EngineCapabilities(bool Network, bool Exec, bool SharedShim);
