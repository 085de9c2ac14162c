namespace ScaleSim.Core.Runs;

/// <summary>How the wait for readiness ended.</summary>
/// <param name="Ready">Workers that answered, in number.</param>
/// <param name="Unready">Workers that had not when it ended, by index; lost and late ones are not among them.</param>
/// <param name="Late">Workers that were not ready by their own deadline: the wait ends with the first.</param>
public sealed record ReadinessResult(
    int Ready, IReadOnlyList<UnreadyWorker> Unready, IReadOnlyList<UnreadyWorker> Late);
