using ScaleSim.Simulator.Launch;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Launch;

public sealed class ImageNoticesTests
{
    [Fact]
    public void Report_ShowsTheFirstSentence_AndThenOneEachFiveSeconds()
    {
        var time = new FakeTimeProvider();
        var shown = new List<string>();
        var notices = new ImageNotices(time) { Show = shown.Add };

        foreach (int second in Enumerable.Range(0, 12))
        {
            notices.Report($"at {second}");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["at 0", "at 5", "at 10"], shown);
    }
}
