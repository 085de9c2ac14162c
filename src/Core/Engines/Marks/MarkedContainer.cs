namespace ScaleSim.Core.Engines.Marks;

/// <summary>A container that bears a cluster's marks.</summary>
/// <param name="Id">The engine's, in full.</param>
/// <param name="Run">The run that it says it is of.</param>
/// <param name="Volumes">Names of the volumes that the engine made for it and that are to go with it.</param>
public sealed record MarkedContainer(string Id, string Name, string Run, IReadOnlyList<string> Volumes);
