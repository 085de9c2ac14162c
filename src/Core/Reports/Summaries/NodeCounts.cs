namespace ScaleSim.Core.Reports.Summaries;

/// <summary>How many nodes were planned and started.</summary>
public sealed record NodeCounts(int Planned, int Started);
