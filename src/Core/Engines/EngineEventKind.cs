namespace ScaleSim.Core.Engines;

/// <summary>What an engine reports.</summary>
public enum EngineEventKind
{
    NodeCreated,
    NodeStarted,
    NodeDied,
    NodeRemoved,
    WorkerCreated,
    WorkerStarted,

    /// <summary>The worker could not be created or started; the detail says why.</summary>
    WorkerFailed,

    /// <summary>The worker's program ended; exit code and detail are given where the engine knows them.</summary>
    WorkerDied,
    WorkerOutOfMemory,

    /// <summary>The worker's program was ended, as the worker is about to be removed.</summary>
    WorkerEnded,
    WorkerRemoved,

    /// <summary>A node could not be created or started; the detail says why.</summary>
    NodeFailed,
    NetworkRemoved,

    /// <summary>The engine does not answer the follower any more; its index is 0.</summary>
    EngineLost,

    /// <summary>
    /// It answers again. What has died meanwhile is reported next, up to <see cref="Resynced"/>; its index is 0.
    /// </summary>
    EngineReturned,

    /// <summary>The follower lost the engine's stream and has taken stock again by a list.</summary>
    Resynced,
}
