namespace ScaleSim.Simulator.Terminal;

/// <summary>How many workers of a <see cref="StatusDocument"/> are in one state.</summary>
internal sealed record StatusCount(string State, int Workers);
