namespace ScaleSim.Simulator.Bench;

/// <summary>A line of bench.csv.</summary>
/// <param name="Phase">What was measured; docs/specs/bench.md has the words.</param>
/// <param name="Workers">How many there were.</param>
internal abstract record BenchFigure(string Phase, int Workers);
