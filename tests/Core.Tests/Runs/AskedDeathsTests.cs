using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Tests.Runs;

public sealed class AskedDeathsTests
{
    private readonly AskedDeaths _asked = new();

    [Fact]
    public void Request_IsGoodForOneDeathOfEachWorker()
    {
        Ask(WorkerAction.Kill, "scalesim kill", 2, 3);

        Assert.Equal("scalesim kill", Take(3, 137));
        Assert.Equal("scalesim kill", Take(2, 137));
        Assert.Null(Take(2, 137));
        Assert.Null(Take(4, 137));
    }

    [Fact]
    public void Requests_AreAnsweredInTheirOrder_HoweverLateTheDeathsAreHeardOf()
    {
        Ask(WorkerAction.Stop, "first", 1);
        Ask(WorkerAction.Stop, "second", 1);

        Assert.Equal("first", Take(1, 0));
        Assert.Equal("second", Take(1, 143));
        Assert.Null(Take(1, 143));
    }

    [Theory]
    [InlineData(137, true)]
    [InlineData(null, true)]
    [InlineData(0, false)]
    [InlineData(3, false)]
    [InlineData(143, false)]
    public void Kill_CanOnlyBeAnsweredBySigkill(int? exitCode, bool isAsked)
    {
        Ask(WorkerAction.Kill, "scalesim kill", 1);

        Assert.Equal(isAsked ? "scalesim kill" : null, Take(1, exitCode));
        Assert.Equal(isAsked ? null : "scalesim kill", Take(1, 137));
    }

    [Theory]
    [InlineData(WorkerAction.Stop)]
    [InlineData(WorkerAction.Restart)]
    public void Stop_CanBeAnsweredByAnyExitCode(WorkerAction action)
    {
        Ask(action, "scalesim", 1);

        Assert.NotNull(Take(1, 3));
    }

    [Fact]
    public void OtherEvents_SpendNothing()
    {
        Ask(WorkerAction.Kill, "scalesim kill", 1);

        Assert.Null(_asked.Take(new EngineEvent(DateTimeOffset.UnixEpoch, EngineEventKind.WorkerOutOfMemory, 1)));
        Assert.Null(_asked.Take(new EngineEvent(DateTimeOffset.UnixEpoch, EngineEventKind.NodeDied, 1)));
        Assert.NotNull(Take(1, 137));
    }

    [Fact]
    public void Requests_WithoutADeath_DoNotPileUp()
    {
        for (int i = 0; i < 1000; i++)
        {
            Ask(WorkerAction.Stop, "scalesim stop", 1);
        }

        int excused = 0;
        while (Take(1, 0) is not null)
        {
            excused++;
        }

        Assert.InRange(excused, 1, 16);
    }

    private void Ask(WorkerAction action, string by, params int[] workers) =>
        _asked.Add(new DeathRequest(action, workers, by));

    private string? Take(int worker, int? exitCode) => _asked.Take(
        new EngineEvent(DateTimeOffset.UnixEpoch, EngineEventKind.WorkerDied, worker) { ExitCode = exitCode })?.By;
}
