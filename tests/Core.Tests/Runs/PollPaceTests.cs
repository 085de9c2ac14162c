using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Tests.Runs;

public sealed class PollPaceTests
{
    private readonly PollPace _pace = new();

    [Theory]
    [InlineData(1, 250)]
    [InlineData(100, 900)]
    [InlineData(5000, 3000)]
    public void PauseAfter_IsNineTimesWhatThePollTookWithinItsBounds(int tookMs, int pauseMs) =>
        Assert.Equal(Ms(pauseMs), _pace.PauseAfter(Ms(tookMs)));

    [Fact]
    public void PauseAfter_GoesByTheQuickestOfTheLastFive()
    {
        _pace.PauseAfter(Ms(100));

        Assert.All(Enumerable.Range(0, 4), _ => Assert.Equal(Ms(900), _pace.PauseAfter(Ms(290))));
        Assert.Equal(Ms(2610), _pace.PauseAfter(Ms(290)));
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
