using ScaleSim.ReferenceMaster.Options;

namespace ScaleSim.ReferenceMaster.Workers;

/// <summary>How often workers report, from how many there are: a master gets 100 heartbeats per second at most, and a
/// small cluster notices a loss within seconds.</summary>
internal sealed class HeartbeatPolicy(MasterTimings timings, int expectedWorkers)
{
    /// <summary>The interval for this many workers.</summary>
    public TimeSpan Interval(int workers)
    {
        var spread = timings.HeartbeatPerWorker * Math.Max(workers, expectedWorkers);
        return spread > timings.HeartbeatFloor ? spread : timings.HeartbeatFloor;
    }

    /// <summary>The silence after which a worker with this interval is lost.</summary>
    public TimeSpan LostAfter(TimeSpan interval)
    {
        var silence = interval * timings.LostIntervals;
        return silence > timings.LostFloor ? silence : timings.LostFloor;
    }
}
