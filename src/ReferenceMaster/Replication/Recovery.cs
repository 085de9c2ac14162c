using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceMaster.Options;
using ScaleSim.ReferenceMaster.Workers;

namespace ScaleSim.ReferenceMaster.Replication;

/// <summary>The time after a restart in which workers are still on their way back: nothing is declared lost, copied or
/// deleted, because most of it is about to be reported. Guarded by the lock of the <see cref="MasterState"/>.</summary>
internal sealed class Recovery(MasterOptions options, HeartbeatPolicy policy, TimeProvider time, BlockTable blocks)
{
    private readonly long _startedAt = time.GetTimestamp();
    private bool _isOver = blocks.Count == 0;

    /// <summary>As long as workers take to notice that their master is back: an interval of the largest cluster that is
    /// expected (1000 workers if nobody said), the retry time of a worker, and some for registering.</summary>
    private readonly TimeSpan _window = policy.LostAfter(
        policy.Interval(options.ExpectedWorkers > 0 ? options.ExpectedWorkers : 1000)) + options.Timings.LostFloor;

    /// <summary>False for good once every block has all of its replicas, or the time is over.</summary>
    public bool IsUnderWay
    {
        get
        {
            if (!_isOver)
            {
                _isOver = (blocks.LostCount == 0 && blocks.UnderReplicatedCount == 0)
                    || time.GetElapsedTime(_startedAt) > _window;
            }

            return !_isOver;
        }
    }
}
