namespace ScaleSim.Simulator.Orphans;

/// <summary>An orphan, and what became of it.</summary>
/// <param name="Detail">Why it was kept or could not be removed; null otherwise.</param>
internal sealed record CleanResult(Orphan Orphan, CleanOutcome Outcome, string? Detail = null);
