namespace ScaleSim.Simulator.Bench;

/// <summary>So many workers processed in so much time.</summary>
internal sealed record BenchMark(string Phase, int Workers, TimeSpan Time) : BenchFigure(Phase, Workers)
{
    public double RatePerSecond => Time > TimeSpan.Zero ? Workers / Time.TotalSeconds : 0;
}
