using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Runs;

/// <summary>The timelines of all workers with their counts. Not thread-safe: RunTracker holds the lock.</summary>
internal sealed class WorkerLedger(IReadOnlyList<WorkerPlan> workers)
{
    private readonly WorkerTimeline[] _timelines =
        workers.Select(worker => new WorkerTimeline(worker.Index)).ToArray();

    private readonly bool[] _ended = new bool[workers.Count];
    private readonly bool[] _removed = new bool[workers.Count];
    private IReadOnlyList<WorkerTimeline>? _copy;

    public int Created { get; private set; }

    public int Started { get; private set; }

    public int Ready { get; private set; }

    public int Registered { get; private set; }

    /// <value>Workers that are not as planned now; one that was started again no longer counts.</value>
    public int Failed { get; private set; }

    /// <value>Workers that are stopped on purpose now.</value>
    public int Stopped { get; private set; }

    /// <value>Workers whose programs were ended to be removed.</value>
    public int Ended { get; private set; }

    public int Removed { get; private set; }

    public TimeSpan? LastRemoval { get; private set; }

    public bool Has(int index) => PlaceOf(index) is not null;

    public WorkerTimeline At(int index) => _timelines[PlaceOf(index)!.Value];

    public void MarkCreated(int index, TimeSpan time)
    {
        if (At(index).Created is null)
        {
            Set(At(index) with { Created = time });
            Created++;
        }
    }

    /// <summary>Keeps the time of the first start; any start clears a failure or a stop.</summary>
    public void MarkStarted(int index, TimeSpan time)
    {
        if (At(index).Started is null)
        {
            Set(At(index) with { Started = time });
            Started++;
        }

        MarkFailed(index, null);
        MarkStopped(index, null);
    }

    /// <returns>False when it was ready before.</returns>
    public bool MarkReady(int index, TimeSpan time)
    {
        if (At(index).Ready is not null)
        {
            return false;
        }

        Set(At(index) with { Ready = time });
        Ready++;
        return true;
    }

    /// <returns>False when it had registered before.</returns>
    public bool MarkRegistered(int index, TimeSpan time)
    {
        if (At(index).Registered is not null)
        {
            return false;
        }

        Set(At(index) with { Registered = time });
        Registered++;
        return true;
    }

    /// <param name="index">The worker's.</param>
    /// <param name="why">The failure, or null when the worker is as planned again.</param>
    public void MarkFailed(int index, string? why)
    {
        WorkerTimeline before = At(index);
        if (before.Failure != why)
        {
            Failed += (why is null ? 0 : 1) - (before.Failure is null ? 0 : 1);
            Set(before with { Failure = why });
        }
    }

    /// <param name="index">The worker's.</param>
    /// <param name="by">Who stopped it on purpose, or null when it runs again.</param>
    public void MarkStopped(int index, string? by)
    {
        WorkerTimeline before = At(index);
        if (before.StoppedBy != by)
        {
            Stopped += (by is null ? 0 : 1) - (before.StoppedBy is null ? 0 : 1);
            Set(before with { StoppedBy = by });
        }
    }

    public void MarkEnded(int index)
    {
        int place = PlaceOf(index)!.Value;
        Ended += _ended[place] ? 0 : 1;
        _ended[place] = true;
    }

    public void MarkRemoved(int index, TimeSpan time)
    {
        int place = PlaceOf(index)!.Value;
        if (!_removed[place])
        {
            _removed[place] = true;
            LastRemoval = time;
            Removed++;
        }
    }

    /// <summary>A copy that is shared by all callers until a worker changes.</summary>
    public IReadOnlyList<WorkerTimeline> Copy() => _copy ??= [.. _timelines];

    private void Set(WorkerTimeline timeline)
    {
        _timelines[PlaceOf(timeline.Index)!.Value] = timeline;
        _copy = null;
    }

    private int? PlaceOf(int index) => IndexSearch.PlaceOf(_timelines, timeline => timeline.Index, index);
}
