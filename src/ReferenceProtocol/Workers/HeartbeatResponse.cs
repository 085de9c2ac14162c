namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>What the master wants of a worker that has just sent its heartbeat.</summary>
/// <param name="HeartbeatIntervalMs">When the next heartbeat is due, in milliseconds: the master decides, because only
/// it knows how many workers there are.</param>
/// <param name="LostAfterMs">After how many milliseconds without a heartbeat the worker counts as lost.</param>
/// <param name="Commands">What to do, in order.</param>
public sealed record HeartbeatResponse(
    int HeartbeatIntervalMs,
    int LostAfterMs,
    IReadOnlyList<WorkerCommand> Commands);
