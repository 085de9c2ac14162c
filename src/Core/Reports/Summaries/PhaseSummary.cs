namespace ScaleSim.Core.Reports.Summaries;

/// <summary>A phase, and how long it took; without a duration while it lasts.</summary>
public sealed record PhaseSummary(string Name, long StartMs, long? DurationMs);
