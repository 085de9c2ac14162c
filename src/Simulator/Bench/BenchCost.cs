namespace ScaleSim.Simulator.Bench;

/// <summary>What so many workers, or ScaleSim with them, cost.</summary>
/// <param name="Unit">What <paramref name="Value"/> is in: <c>bytes</c>, <c>seconds</c> or <c>cores</c>.</param>
internal sealed record BenchCost(string Phase, int Workers, double Value, string Unit) : BenchFigure(Phase, Workers)
{
    public static BenchCost OfMemory(string phase, int workers, long bytes) => new(phase, workers, bytes, "bytes");

    public static BenchCost OfCpu(string phase, int workers, TimeSpan time) =>
        new(phase, workers, time.TotalSeconds, "seconds");

    /// <param name="time">The processor time that was spent within <paramref name="during"/>.</param>
    public static BenchCost OfCores(string phase, int workers, TimeSpan time, TimeSpan during) =>
        new(phase, workers, time / during, "cores");
}
