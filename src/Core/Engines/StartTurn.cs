namespace ScaleSim.Core.Engines;

/// <summary>When one worker may be started.</summary>
/// <param name="Position">The worker's place among those that are to be started, from 0.</param>
/// <param name="After">Not before this long after the start of the first.</param>
public readonly record struct StartTurn(int Position, TimeSpan After);
