namespace ScaleSim.Core.Engines.Fake;

/// <summary>
/// Says when what happens, as a queue served by so many lanes would have it: nodes first, then workers, each as soon
/// as a lane is free. Pure, so that a seed replays a start whatever the machine's speed.
/// </summary>
internal sealed class FakeSchedule(FakeBehaviour behaviour, int lanes)
{
    private readonly PriorityQueue<int, (TimeSpan Free, int Lane)> _lanes = NewLanes(lanes);
    private readonly List<FakeStep> _steps = [];
    private int _position;

    /// <summary>What was queued, in the order of its time.</summary>
    public IEnumerable<FakeStep> Steps => _steps.OrderBy(step => step.After);

    /// <value>When the last of what was queued is done.</value>
    public TimeSpan End { get; private set; }

    /// <summary>Queues a container: half of its time to create it, half to start it.</summary>
    /// <param name="created">What is reported half way; null where the container exists already.</param>
    /// <param name="notBefore">When it may be begun at the earliest.</param>
    public void Add(EngineEventKind? created, EngineEventKind started, int index, TimeSpan notBefore = default)
    {
        (TimeSpan from, TimeSpan to) = Take(notBefore);
        if (created is { } kind)
        {
            _steps.Add(new FakeStep(from + ((to - from) / 2), kind, index));
        }

        _steps.Add(new FakeStep(to, started, index));
    }

    /// <summary>Everything queued from now on waits for everything queued before.</summary>
    public void Join()
    {
        TimeSpan last = TimeSpan.Zero;
        int count = _lanes.Count;
        while (_lanes.TryDequeue(out _, out (TimeSpan Free, int Lane) lane))
        {
            last = lane.Free > last ? lane.Free : last;
        }

        for (int lane = 0; lane < count; lane++)
        {
            _lanes.Enqueue(lane, (last, lane));
        }
    }

    private (TimeSpan From, TimeSpan To) Take(TimeSpan notBefore)
    {
        _lanes.TryDequeue(out int lane, out (TimeSpan Free, int Lane) at);
        TimeSpan from = at.Free > notBefore ? at.Free : notBefore;
        TimeSpan to = from + behaviour.Delay(_position++);
        End = to > End ? to : End;
        _lanes.Enqueue(lane, (to, lane));
        return (from, to);
    }

    private static PriorityQueue<int, (TimeSpan Free, int Lane)> NewLanes(int count)
    {
        PriorityQueue<int, (TimeSpan Free, int Lane)> lanes = new();
        for (int lane = 0; lane < count; lane++)
        {
            lanes.Enqueue(lane, (TimeSpan.Zero, lane));
        }

        return lanes;
    }
}
