namespace ScaleSim.Core.Planning;

/// <summary>One reason why a spec can't become a plan.</summary>
/// <param name="Message">Three parts: what, with values; why; what to do next.</param>
/// <param name="OnThisMachine">
/// True when another machine could carry the plan (exit 4), false when none could (exit 2).
/// </param>
/// <param name="Path">
/// The place in the spec, in the words of a cluster file: <c>groups[1].ports[0]</c>; null for the spec as a whole.
/// </param>
public sealed record PlanError(string Message, bool OnThisMachine, string? Path = null);
