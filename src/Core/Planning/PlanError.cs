namespace ScaleSim.Core.Planning;

/// <summary>One reason why a spec can't become a plan.</summary>
/// <param name="Message">Three parts: what, with values; why; what to do next.</param>
/// <param name="OnThisMachine">
/// True when another machine could carry the plan (exit 4), false when none could (exit 2).
/// </param>
public sealed record PlanError(string Message, bool OnThisMachine);
