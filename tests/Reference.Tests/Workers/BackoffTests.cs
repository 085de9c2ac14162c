using ScaleSim.WorkerImage.Logs;
using ScaleSim.WorkerImage.Masters;
using ScaleSim.WorkerImage.Settings;
using ScaleSim.Reference.Tests.Clusters;

namespace ScaleSim.Reference.Tests.Workers;

public class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public void Wait_DoublesUpToItsLimit_AndIsHalfToAllOfIt()
    {
        var backoff = new Backoff(First, Limit, new Random(1));

        foreach (var allowed in new[] { 200, 400, 800, 1600, 3200, 5000, 5000 })
        {
            Assert.InRange(backoff.Next().TotalMilliseconds, allowed / 2.0, allowed);
        }
    }

    [Fact]
    public void Wait_BeginsAnew_AfterSuccess()
    {
        var backoff = new Backoff(First, Limit, new Random(1));
        for (var i = 0; i < 10; i++)
        {
            backoff.Next();
        }

        backoff.Reset();

        Assert.InRange(backoff.Next(), First / 2, First);
    }

    [Fact]
    public void Waits_DifferBetweenWorkers()
    {
        var waits = Enumerable.Range(0, 100).Select(i => new Backoff(First, Limit, new Random(i)).Next()).Distinct();

        Assert.True(waits.Count() > 90);
    }

    [Fact]
    public void LogGate_LetsOnePassPerSecond_AndCountsTheRest()
    {
        var time = new ManualTime();
        var gate = new LogGate(time);

        Assert.True(gate.TryPass(out var silenced));
        Assert.False(gate.TryPass(out _));
        Assert.False(gate.TryPass(out _));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(gate.TryPass(out silenced));
        Assert.Equal(2, silenced);
    }

    [Fact]
    public void HeapTrimmer_Trims_OnlyWhatIsWorthIt()
    {
        var committed = 1L << 20;
        var trims = 0;
        var trimmer = new HeapTrimmer(() => committed, () => trims++);

        trimmer.TrimIfWorthwhile();
        Assert.Equal(0, trims);

        committed = 20 << 20;
        trimmer.TrimIfWorthwhile();
        trimmer.TrimIfWorthwhile();
        Assert.Equal(1, trims);

        committed = 30 << 20;
        trimmer.TrimIfWorthwhile();
        Assert.Equal(2, trims);
    }
}
