namespace ScaleSim.Core.Masters;

/// <summary>The master over the second before <paramref name="Time"/>; null for what could not be read.</summary>
/// <param name="Time">Since the run's start.</param>
/// <param name="CpuPercent">100 is one core.</param>
/// <param name="MemoryBytes">Resident memory.</param>
/// <param name="RequestsPerSecond">Requests that the master answered.</param>
/// <param name="LatencyP50">Half of the requests took no longer; null when there was none.</param>
/// <param name="LatencyP95">95 % of the requests took no longer.</param>
/// <param name="LatencyP99">99 % of the requests took no longer.</param>
public sealed record MasterSample(
    TimeSpan Time,
    double? CpuPercent,
    long? MemoryBytes,
    double? RequestsPerSecond,
    TimeSpan? LatencyP50,
    TimeSpan? LatencyP95,
    TimeSpan? LatencyP99);
