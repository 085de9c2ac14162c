namespace ScaleSim.Core.Runs;

/// <summary>A phase of a run: when it began and, once over, how long it took.</summary>
public sealed record PhaseTiming(RunPhase Phase, TimeSpan Start, TimeSpan? Duration);
