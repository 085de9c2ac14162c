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
                Files = state.Metadata.Tree.FileCount,
                Directories = state.Metadata.Tree.DirectoryCount,
                Blocks = state.Blocks.Count,
                BlocksUnderReplicated = state.Blocks.UnderReplicatedCount,
                BlocksLost = state.Recovery.IsUnderWay ? 0 : state.Blocks.LostCount,
                ReplicationsUnderWay = state.Flights.Count,
                Recovering = state.Recovery.IsUnderWay,
            };
        }
    }
}
