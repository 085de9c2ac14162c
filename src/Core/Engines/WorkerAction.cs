namespace ScaleSim.Core.Engines;

/// <summary>What can be done to a worker.</summary>
public enum WorkerAction
{
    /// <summary>Ends it through the engine: it stays dead until it is started.</summary>
    Kill,
    Start,
    Stop,
    Restart,

    /// <summary>
    /// Ends its program behind the engine's back, as a crash does: its restart policy, if it has one, applies.
    /// </summary>
    Crash,
}
