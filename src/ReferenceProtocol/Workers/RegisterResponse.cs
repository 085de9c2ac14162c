namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>The master counts the worker from now on.</summary>
/// <param name="Session">What every heartbeat must show; it ends when the worker is lost or registers again.</param>
/// <param name="HeartbeatIntervalMs">When the next heartbeat is due, in milliseconds.</param>
/// <param name="LostAfterMs">After how many milliseconds without a heartbeat the worker counts as lost.</param>
public sealed record RegisterResponse(string Session, int HeartbeatIntervalMs, int LostAfterMs);
