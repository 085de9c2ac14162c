namespace ScaleSim.Core.Runs;

/// <summary>A worker that did not become ready in time.</summary>
/// <param name="Reason">What its last probe said, or that it never started.</param>
public sealed record UnreadyWorker(int Index, string Name, string Reason);
