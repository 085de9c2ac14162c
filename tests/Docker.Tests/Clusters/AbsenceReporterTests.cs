using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Clusters;

namespace ScaleSim.Docker.Tests.Clusters;

/// <summary>An Engine that went away, and a stream that merely broke.</summary>
public sealed class AbsenceReporterTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddDays(1);

    private readonly Channel<EngineEvent> _events = Channel.CreateUnbounded<EngineEvent>();
    private readonly AbsenceReporter _reporter;

    public AbsenceReporterTests() => _reporter = new AbsenceReporter(_events.Writer);

    [Fact]
    public void Refusal_IsAnAbsence_FromTheBrokenStreamOn()
    {
        _reporter.Missed(new DockerConnectionException("cut"), Start);
        _reporter.Missed(new DockerUnavailableException("refused"), Start.AddSeconds(1));
        _reporter.Missed(new DockerUnavailableException("refused"), Start.AddSeconds(2));
        Answer(livedOn: 5, mayBeAnother: false);

        Assert.Equal([(EngineEventKind.EngineLost, 0), (EngineEventKind.EngineReturned, 9)], Told());
        Assert.False(_reporter.IsMissed);
    }

    /// <summary>What can't be told otherwise, the dead tell.</summary>
    [Theory]
    // Nodes: found by the list, or told by the stream shortly before.
    [InlineData(1, 1, 3, null, true)]
    [InlineData(0, 0, 3, "node", true)]
    // Workers alone: an absence where all of them have ended.
    [InlineData(3, 0, 0, null, true)]
    [InlineData(0, 0, 0, "worker", true)]
    [InlineData(1, 0, 2, null, false)]
    [InlineData(0, 0, 2, "worker", false)]
    // Nobody died now: all were dead before.
    [InlineData(0, 0, 0, null, false)]
    public void BrokenStream_IsAnAbsence_WhereNodesOrAllWorkersHaveEnded(
        int ended, int nodesEnded, int livedOn, string? died, bool isAbsence)
    {
        if (died is not null)
        {
            _reporter.Died(Start.AddSeconds(-10), isNode: died == "node");
        }

        _reporter.Missed(new DockerConnectionException("cut"), Start);
        _reporter.Answered(ended, nodesEnded, livedOn, mayBeAnother: true, Start.AddSeconds(9));

        Assert.Equal(isAbsence ? 2 : 0, Told().Count);
    }

    [Fact]
    public void BrokenStream_OfTheSameLife_IsNoAbsence_WhoeverHasEnded()
    {
        _reporter.Missed(new DockerConnectionException("cut"), Start);
        _reporter.Answered(ended: 4, nodesEnded: 2, livedOn: 0, mayBeAnother: false, Start.AddSeconds(9));

        Assert.Empty(Told());
    }

    [Fact]
    public void BrokenStream_IsAnAbsence_WhereNothingAnswers_OrAnotherLifeDoes()
    {
        _reporter.Missed(new DockerConnectionException("cut"), Start);
        _reporter.Silent(TimeSpan.FromSeconds(10));
        _reporter.Reborn();
        Answer(livedOn: 5, mayBeAnother: true);

        Assert.Equal([(EngineEventKind.EngineLost, 0), (EngineEventKind.EngineReturned, 9)], Told());
    }

    [Fact]
    public void Return_IsNotBeforeTheLoss_WhereTheClockWasSetMeanwhile()
    {
        _reporter.Missed(new DockerUnavailableException("refused"), Start.AddSeconds(60));
        Answer(livedOn: 5, mayBeAnother: false);

        Assert.Equal([(EngineEventKind.EngineLost, 60), (EngineEventKind.EngineReturned, 60)], Told());
    }

    private void Answer(int livedOn, bool mayBeAnother) =>
        _reporter.Answered(ended: 0, nodesEnded: 0, livedOn, mayBeAnother, Start.AddSeconds(9));

    private List<(EngineEventKind Kind, int Second)> Told()
    {
        var told = new List<(EngineEventKind, int)>();
        while (_events.Reader.TryRead(out EngineEvent? happened))
        {
            told.Add((happened.Kind, (int)(happened.Time - Start).TotalSeconds));
        }

        return told;
    }
}
