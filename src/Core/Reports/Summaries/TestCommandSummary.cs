namespace ScaleSim.Core.Reports.Summaries;

/// <summary>How the test command ended; without an exit code when it was ended before its own end.</summary>
public sealed record TestCommandSummary(IReadOnlyList<string> Command, int? ExitCode, long DurationMs, string Message);
