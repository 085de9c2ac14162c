namespace ScaleSim.Simulator.Bench;

/// <summary>A line of bench.csv: so many workers processed in so much time.</summary>
/// <param name="Phase"><c>up</c>, <c>registered</c>, <c>down</c>, <c>bare-up</c> or <c>bare-down</c>.</param>
internal sealed record BenchMark(string Phase, int Workers, TimeSpan Time)
{
    public double RatePerSecond => Time > TimeSpan.Zero ? Workers / Time.TotalSeconds : 0;
}
