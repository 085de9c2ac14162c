using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Clusters;

namespace ScaleSim.Docker.Tests.Clusters;

/// <summary>The stream of events and the lists held against each other: nothing told twice, nothing lost.</summary>
public sealed class ContainerLivesTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(1);

    private readonly Channel<EngineEvent> _events = Channel.CreateUnbounded<EngineEvent>();
    private readonly ContainerLives _lives;

    public ContainerLivesTests() => _lives = new ContainerLives(_events.Writer);

    [Fact]
    public void FirstList_TellsTheDeadAlone()
    {
        List(("running", 1), ("exited", 2), ("created", 3));

        Assert.Equal([(EngineEventKind.WorkerDied, 2)], Told());
    }

    [Fact]
    public void Stream_TellsDeathsAndStarts_OnceEach()
    {
        List(("running", 1));

        Event("die", 1, nano: 10);
        Event("die", 1, nano: 11);
        Event("start", 1, nano: 12);
        Event("start", 1, nano: 13);

        Assert.Equal([(EngineEventKind.WorkerDied, 1), (EngineEventKind.WorkerStarted, 1)], Told());
    }

    /// <summary>As Engine 28.5 tells it where memory is short: the kernel kills runc, the next try has it.</summary>
    [Fact]
    public void Stream_TellsNoDeathOfAStartThatFailed_AndThoseAfterAStart()
    {
        List(("running", 1), ("created", 2));

        Event("create", 3, nano: 9);
        Event("die", 2, nano: 10);
        Event("die", 3, nano: 11);
        Assert.Empty(Told());

        Event("start", 3, nano: 20);
        Event("die", 3, nano: 30);
        Assert.Equal([(EngineEventKind.WorkerStarted, 3), (EngineEventKind.WorkerDied, 3)], Told());
    }

    [Fact]
    public void Death_WhoseStartTheStreamHasDropped_IsToldOnceBothAreRemembered()
    {
        List(("running", 1));

        Event("die", 2, nano: 30);
        Event("start", 2, nano: 20);
        Event("die", 2, nano: 30);

        Assert.Equal([(EngineEventKind.WorkerStarted, 2), (EngineEventKind.WorkerDied, 2)], Told());
    }

    [Fact]
    public void NextStream_MayRepeatTheLastEvents()
    {
        List(("running", 1));
        Event("die", 1, nano: 10);
        Event("start", 1, nano: 20);
        Told();

        // After a cut it begins at the latest event's time, which it has again.
        Event("die", 1, nano: 10);
        Event("start", 1, nano: 20);
        Event("die", 1, nano: 30);

        Assert.Equal([(EngineEventKind.WorkerDied, 1)], Told());
    }

    [Fact]
    public void Events_OfOneNanosecond_AreToldOnceEach_WhoeverRepeatsThem()
    {
        List(("running", 1), ("running", 2));

        Event("oom", 1, nano: 10);
        Event("die", 1, nano: 10);
        Event("die", 2, nano: 10);
        Event("oom", 1, nano: 10);
        Event("die", 1, nano: 10);
        Event("start", 1, nano: 10);

        Assert.Equal(
            [
                (EngineEventKind.WorkerOutOfMemory, 1), (EngineEventKind.WorkerDied, 1),
                (EngineEventKind.WorkerDied, 2), (EngineEventKind.WorkerStarted, 1),
            ],
            Told());
    }

    [Fact]
    public void NextStream_BeginsAtTheLatestEvent_ByTheEnginesClock()
    {
        List(("running", 1), ("running", 2));
        Assert.Null(_lives.LastEvent);
        _lives.BeginAt(Now);
        Assert.Equal(Now, _lives.LastEvent);

        Event("die", 1, nano: (Now.AddSeconds(5) - DateTimeOffset.UnixEpoch).Ticks * 100);
        Event("die", 2, nano: (Now.AddSeconds(3) - DateTimeOffset.UnixEpoch).Ticks * 100);
        _lives.BeginAt(Now);

        Assert.Equal(Now.AddSeconds(5), _lives.LastEvent);
    }

    [Fact]
    public void List_TellsWhatTheStreamLost_AndTheStreamDoesNotTellItAgain()
    {
        List(("running", 1), ("running", 2));

        List(("exited", 1), ("running", 2));
        Event("die", 1, nano: 10);
        Event("die", 2, nano: 11);

        Assert.Equal([(EngineEventKind.WorkerDied, 1), (EngineEventKind.WorkerDied, 2)], Told());
    }

    [Fact]
    public void Death_FoundByAList_HasItsExitCodeTimeAndReason()
    {
        List(("running", 1));
        ContainerFacts dead = Facts("exited", 1);
        DateTimeOffset ended = Now.AddHours(-1);

        ContainerFacts found = Assert.Single(_lives.Learn([dead]));
        _lives.Apply(found, new ContainerState { ExitCode = 137, OOMKilled = true, FinishedAt = ended }, Now);

        Assert.True(_events.Reader.TryRead(out EngineEvent? starved));
        Assert.True(_events.Reader.TryRead(out EngineEvent? died));
        Assert.Equal((EngineEventKind.WorkerOutOfMemory, 1), (starved.Kind, starved.Index));
        Assert.Equal(
            (EngineEventKind.WorkerDied, 1, 137, ended), (died.Kind, died.Index, died.ExitCode!.Value, died.Time));
    }

    [Fact]
    public void Death_OfAContainerThatIsGoneSince_IsToldAllTheSame()
    {
        List(("running", 1));

        _lives.Apply(Assert.Single(_lives.Learn([Facts("exited", 1)])), state: null, Now);

        Assert.Equal([(EngineEventKind.WorkerDied, 1)], Told());
    }

    [Fact]
    public void OutOfMemory_OfANode_IsNoWorkers()
    {
        _lives.Apply(new Message
        {
            Action = "oom",
            TimeNano = 5,
            Actor = new Actor { Attributes = new Dictionary<string, string> { [ClusterLabels.Node] = "7" } },
        });

        Assert.Empty(Told());
    }

    private static ContainerFacts Facts(string state, int worker) => ContainerFacts.TryRead(new ContainerListResponse
    {
        ID = $"id{worker}",
        Names = [$"/demo-worker-{worker:0000}"],
        State = state,
        Status = $"{state} some time ago",
        Labels = new Dictionary<string, string>
        {
            [ClusterLabels.Cluster] = "demo",
            [ClusterLabels.Run] = "1a2b3c4d",
            [ClusterLabels.Node] = "1",
            [ClusterLabels.Worker] = $"{worker}",
        },
    })!;

    private void List(params (string State, int Worker)[] containers)
    {
        foreach (ContainerFacts news in _lives.Learn(
            [.. containers.Select(container => Facts(container.State, container.Worker))]))
        {
            _lives.Apply(news, new ContainerState(), Now);
        }
    }

    private void Event(string action, int worker, long nano) => _lives.Apply(new Message
    {
        Action = action,
        TimeNano = nano,
        Actor = new Actor { Attributes = new Dictionary<string, string> { [ClusterLabels.Worker] = $"{worker}" } },
    });

    private List<(EngineEventKind Kind, int Worker)> Told()
    {
        var told = new List<(EngineEventKind, int)>();
        while (_events.Reader.TryRead(out EngineEvent? happened))
        {
            told.Add((happened.Kind, happened.Index));
        }

        return told;
    }
}
