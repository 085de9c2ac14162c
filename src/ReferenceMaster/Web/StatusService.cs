using ScaleSim.ReferenceProtocol;

namespace ScaleSim.ReferenceMaster.Web;

/// <summary>The master at a glance.</summary>
internal sealed class StatusService(MasterState state)
{
    public MasterStatus Get()
    {
        lock (state.Gate)
        {
            var interval = state.Policy.Interval(state.Workers.LiveCount);
            return new MasterStatus
            {
                Run = state.Options.Run,
                StartedAt = state.StartedAt,
                WorkersLive = state.Workers.LiveCount,
                WorkersLost = state.Workers.LostCount,
                HeartbeatIntervalMs = (int)interval.TotalMilliseconds,
                LostAfterMs = (int)state.Policy.LostAfter(interval).TotalMilliseconds,
            };
        }
    }
}
