namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>Leave to register once, for a bounded time.</summary>
/// <param name="Lease">What the registration must show.</param>
/// <param name="ExpiresInMs">How long the lease is held, in milliseconds.</param>
public sealed record LeaseResponse(string Lease, int ExpiresInMs);
