namespace ScaleSim.Core.Reports.Summaries;

/// <summary>A check and its verdict.</summary>
public sealed record CheckSummary(string Name, string Level, string Verdict, long DurationMs, string Message);
