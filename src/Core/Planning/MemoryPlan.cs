namespace ScaleSim.Core.Planning;

/// <summary>The plan's memory arithmetic, in bytes.</summary>
/// <param name="IdleBytes">Measured cost of an idle worker times the number of workers: must fit.</param>
/// <param name="FullBytes">Every limit reached: a warning, or a refusal with --strict-memory.</param>
/// <param name="AvailableBytes">What the machine has available.</param>
public sealed record MemoryPlan(long IdleBytes, long FullBytes, long AvailableBytes);
