using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Launch;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Launch;

public sealed class EngineVigilTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _notes = [];

    [Fact]
    public void Cluster_IsLost_WhenItEndedWithTheEngine()
    {
        using EngineVigil vigil = Create();
        Tell(vigil, EngineEventKind.EngineLost);
        _time.Advance(TimeSpan.FromSeconds(4));
        Tell(vigil, EngineEventKind.EngineReturned);
        Tell(vigil, EngineEventKind.NodeDied, 1);
        Tell(vigil, EngineEventKind.WorkerDied, 1);
        Tell(vigil, EngineEventKind.WorkerDied, 2);
        Assert.False(vigil.Lost.IsCancellationRequested);

        Tell(vigil, EngineEventKind.Resynced);

        Assert.True(vigil.Lost.IsCancellationRequested);
        Assert.Contains(
            "it was away for 4.0 s, and 1 node and 2 workers ended", vigil.Verdict, StringComparison.Ordinal);
        Assert.Empty(_notes);
    }

    [Fact]
    public async Task Cluster_IsUsedOn_WhenAllLivedOn()
    {
        using EngineVigil vigil = Create();
        Tell(vigil, EngineEventKind.EngineLost);
        Tell(vigil, EngineEventKind.EngineReturned);
        Tell(vigil, EngineEventKind.Resynced);
        Tell(vigil, EngineEventKind.WorkerDied, 2);
        Tell(vigil, EngineEventKind.Resynced);
        _time.Advance(TimeSpan.FromMinutes(5));

        await vigil.SettleAsync(CancellationToken.None);

        Assert.Null(vigil.Verdict);
        Assert.False(vigil.Lost.IsCancellationRequested);
        Assert.Contains("lived on", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settle_WaitsForTheEngine_WhenANodeHasJustEnded()
    {
        using EngineVigil vigil = Create();
        Tell(vigil, EngineEventKind.NodeDied, 1);
        Task settling = vigil.SettleAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(settling.IsCompleted);

        Tell(vigil, EngineEventKind.EngineLost);
        Tell(vigil, EngineEventKind.EngineReturned);
        Tell(vigil, EngineEventKind.Resynced);
        await _time.AdvanceUntilAsync(
            () => settling.IsCompleted, "the vigil has settled", TimeSpan.FromMilliseconds(100));

        await settling;
        Assert.Contains("1 node and 0 workers ended", vigil.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Cluster_IsLost_WhenTheEngineDoesNotReturnInTime()
    {
        using EngineVigil vigil = Create();
        vigil.Apply(new EngineEvent(_time.GetUtcNow(), EngineEventKind.EngineLost, 0)
        {
            Detail = "No Engine answers.",
        });
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(vigil.Verdict);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.True(vigil.Lost.IsCancellationRequested);
        Assert.Contains("did not answer for 1 min", vigil.Verdict, StringComparison.Ordinal);
        Assert.Contains("No Engine answers.", vigil.Verdict, StringComparison.Ordinal);
    }

    private EngineVigil Create() => new(_time, _notes.Add);

    private void Tell(EngineVigil vigil, EngineEventKind kind, int index = 0) =>
        vigil.Apply(new EngineEvent(_time.GetUtcNow(), kind, index));
}
