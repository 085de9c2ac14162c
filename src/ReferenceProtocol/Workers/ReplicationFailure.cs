namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>A replication that failed for good: the master should choose another worker or another source.</summary>
/// <param name="BlockId">The block that was to be copied.</param>
/// <param name="Reason">Why it failed, for people.</param>
public sealed record ReplicationFailure(long BlockId, string Reason);
