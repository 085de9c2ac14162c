namespace ScaleSim.Core.Runs;

/// <summary>How the wait for readiness ended.</summary>
/// <param name="Ready">Workers that answered, in number.</param>
/// <param name="Unready">Workers that did not until the deadline, by index; lost ones are not among them.</param>
public sealed record ReadinessResult(int Ready, IReadOnlyList<UnreadyWorker> Unready);
