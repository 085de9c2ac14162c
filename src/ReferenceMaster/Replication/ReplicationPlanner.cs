using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceMaster.Workers;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceMaster.Replication;

/// <summary>Decides which worker copies which block. Work is given to a worker when its heartbeat comes, so it begins
/// at once: with 100 heartbeats per second there is always somebody to take it.</summary>
internal sealed class ReplicationPlanner(MasterState state)
{
    /// <summary>How many copies one worker makes at once: its own work comes first.</summary>
    private const int FlightsPerTargetMax = 2;

    /// <summary>How many copies are made from one worker at once.</summary>
    private const int FlightsPerSourceMax = 4;

    /// <summary>How many copies are under way in all, so that a lost node does not become a storm.</summary>
    private const int FlightsMax = 64;

    /// <summary>How many blocks are looked at per heartbeat.</summary>
    private const int LookedAtMax = 200;

    /// <summary>A copy is given up after this time: a worker's own limit is 60 s.</summary>
    private static readonly TimeSpan FlightTime = TimeSpan.FromSeconds(75);

    private long _completed;

    /// <summary>How many copies were made.</summary>
    public long Completed => _completed;

    /// <summary>What a worker whose heartbeat came should copy.</summary>
    public IEnumerable<WorkerCommand> CommandsFor(WorkerRecord target)
    {
        if (state.Recovery.IsUnderWay)
        {
            yield break;
        }

        foreach (var block in state.Blocks.UnderReplicated.Take(LookedAtMax).ToArray())
        {
            if (state.Flights.Count >= FlightsMax || state.Flights.To(target) >= FlightsPerTargetMax)
            {
                yield break;
            }

            if (!state.Flights.Contains(block.Id) && CanTake(target, block) && ChooseSource(block) is { } source)
            {
                state.Flights.Begin(new Flight(block.Id, target, source, state.Time.GetTimestamp()));
                target.PromisedBytes += block.Length;
                yield return Command(block, source);
            }
        }
    }

    /// <summary>A worker has a block now.</summary>
    public void Arrived(long blockId, WorkerRecord worker)
    {
        if (state.Flights.Contains(blockId))
        {
            _completed++;
            state.Flights.End(blockId, worker);
        }
    }

    /// <summary>Gives up copies that take too long, and replicas that are too many.</summary>
    public void Tidy()
    {
        state.Flights.EndWhere(f => state.Time.GetElapsedTime(f.StartedAt) > FlightTime);
        if (state.Recovery.IsUnderWay)
        {
            return;
        }

        foreach (var block in state.Blocks.OverReplicated.Take(LookedAtMax).ToArray())
        {
            state.Blocks.RemoveSurplus(block, Surplus(block));
        }
    }

    private static WorkerCommand Command(BlockRecord block, WorkerRecord first) => new()
    {
        Kind = WorkerCommandKind.Replicate,
        Block = block.Info,
        Sources = [.. block.Holders.OrderBy(h => h == first ? 0 : 1).Select(h => h.Location)],
    };

    /// <summary>The replica whose node has another one, else the one on the fullest worker.</summary>
    private static WorkerRecord Surplus(BlockRecord block) => block.Holders
        .OrderByDescending(h => block.Holders.Count(o => o.Key.Address == h.Key.Address))
        .ThenByDescending(Placement.Fullness)
        .First();

    /// <summary>A worker takes a block if it has room and another node than the holders', or if all nodes have
    /// one.</summary>
    private bool CanTake(WorkerRecord target, BlockRecord block) =>
        !target.Blocks.Contains(block.Id)
        && !target.Deletes.ContainsKey(block.Id)
        && Placement.HasRoom(target, block.Length)
        && (IsOnOtherNode(target, block) || !OtherNodeHasRoom(block));

    private static bool IsOnOtherNode(WorkerRecord worker, BlockRecord block) =>
        !block.Holders.Exists(h => h.Key.Address == worker.Key.Address);

    private bool OtherNodeHasRoom(BlockRecord block) =>
        state.Workers.Live.Any(w => IsOnOtherNode(w, block) && Placement.HasRoom(w, block.Length));

    private WorkerRecord? ChooseSource(BlockRecord block)
    {
        var source = block.Holders.MinBy(h => (state.Flights.From(h), state.Random.Next()));
        return source is not null && state.Flights.From(source) < FlightsPerSourceMax ? source : null;
    }
}
