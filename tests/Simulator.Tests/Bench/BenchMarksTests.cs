using ScaleSim.Simulator.Bench;

namespace ScaleSim.Simulator.Tests.Bench;

public sealed class BenchMarksTests
{
    [Theory]
    [InlineData(1, "1")]
    [InlineData(2, "1 2")]
    [InlineData(3, "1 2 3")]
    [InlineData(64, "1 2 4 8 16 32 64")]
    [InlineData(100, "1 2 4 8 16 32 64 100")]
    public void Up_HasEachPowerOfTwo_AndTheLastOnce(int workers, string counts) => Assert.Equal(
        counts,
        string.Join(' ', BenchMarks.Up(Enumerable.Range(1, workers).Select(Second)).Select(mark => mark.Workers)));

    [Fact]
    public void Up_CountsInTheOrderOfTheStarts_NotOfTheIndexes()
    {
        IReadOnlyList<BenchMark> marks = BenchMarks.Up([Second(9), Second(2), Second(5), Second(4), Second(20)]);

        Assert.Equal(
            [
                new BenchMark("up", 1, Second(2)), new BenchMark("up", 2, Second(4)), new BenchMark("up", 4, Second(9)),
                new BenchMark("up", 5, Second(20)),
            ],
            marks);
        Assert.Equal(0.25, marks[^1].RatePerSecond);
    }

    [Fact]
    public void Rate_IsNothing_WhereNoTimeHasPassed() =>
        Assert.Equal(0, new BenchMark("up", 1, TimeSpan.Zero).RatePerSecond);

    private static TimeSpan Second(int count) => TimeSpan.FromSeconds(count);
}
