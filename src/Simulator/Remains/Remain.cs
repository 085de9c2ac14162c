namespace ScaleSim.Simulator.Remains;

/// <summary>Something of a cluster that is still there.</summary>
/// <param name="Name">Such as <c>interface ss-1a2b3c4d</c>: what it is and which.</param>
/// <param name="Remedy">The command that removes it.</param>
internal sealed record Remain(string Name, string Remedy);
