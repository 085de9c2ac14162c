namespace ScaleSim.Core.Runs;

/// <summary>A line of events.csv: something that happened to a worker, a node or the run.</summary>
/// <param name="Kind">An engine event's name or a phase's.</param>
/// <param name="Subject">The name of the worker or node, or <c>run</c>.</param>
public sealed record RunEvent(TimeSpan Time, string Kind, string Subject, int? ExitCode, string? Detail);
