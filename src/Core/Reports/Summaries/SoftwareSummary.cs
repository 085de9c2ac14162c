namespace ScaleSim.Core.Reports.Summaries;

/// <summary>Which ScaleSim made the run.</summary>
public sealed record SoftwareSummary(string Version, string Commit);
