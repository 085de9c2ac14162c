using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(-1, "0 ms")]
    [InlineData(0, "0 ms")]
    [InlineData(0.02, "20 ms")]
    [InlineData(0.0994, "99 ms")]
    [InlineData(0.0999, "0.1 s")]
    [InlineData(38.24, "38.2 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(59.96, "1 min 0 s")]
    [InlineData(119.6, "2 min 0 s")]
    [InlineData(123, "2 min 3 s")]
    [InlineData(3599.9, "1 h 0 min")]
    [InlineData(3720, "1 h 2 min")]
    public void Duration_IsInTheUnitsThatPeopleUse(double seconds, string text) =>
        Assert.Equal(text, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(64, 4.9, "Processed 64 workers in 4.9s (13.1/s)")]
    [InlineData(1, 0.25, "Processed 1 worker in 0.3s (4.0/s)")]
    [InlineData(0, 0, "Processed 0 workers in 0.0s (-)")]
    public void Processed_IsALineOfBench(int workers, double seconds, string line) =>
        Assert.Equal(line, Figures.Processed(workers, TimeSpan.FromSeconds(seconds)));
}
