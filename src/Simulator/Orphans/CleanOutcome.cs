namespace ScaleSim.Simulator.Orphans;

/// <summary>What became of an orphan.</summary>
internal enum CleanOutcome
{
    /// <summary>It would have been removed, but only the list was asked for.</summary>
    Found,
    Removed,

    /// <summary>It needs another user or more rights.</summary>
    Kept,
    Failed,
}
