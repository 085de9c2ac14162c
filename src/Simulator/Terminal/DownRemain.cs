namespace ScaleSim.Simulator.Terminal;

/// <summary>Something that is left.</summary>
/// <param name="Remedy">The command that removes it.</param>
internal sealed record DownRemain(string Name, string Remedy);
