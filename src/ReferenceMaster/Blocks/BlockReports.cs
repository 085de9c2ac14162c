using Microsoft.Extensions.Logging;
using ScaleSim.ReferenceMaster.Logs;
using ScaleSim.ReferenceMaster.Replication;
using ScaleSim.ReferenceMaster.Workers;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceMaster.Blocks;

/// <summary>Takes in what workers say of their blocks. Guarded by the lock of the <see cref="MasterState"/>.</summary>
internal sealed class BlockReports(MasterState state, ReplicationPlanner planner, ILogger logger)
{
    /// <summary>How many deletions one answer asks for.</summary>
    private const int DeletesMax = 500;

    /// <summary>A registration: the worker holds these blocks and no others.</summary>
    public void Replace(WorkerRecord worker, IReadOnlyList<BlockInfo> blocks)
    {
        Forget(worker);
        foreach (var block in blocks)
        {
            Add(worker, block);
        }
    }

    /// <summary>A heartbeat: what changed.</summary>
    public void Change(WorkerRecord worker, HeartbeatRequest heartbeat)
    {
        foreach (var id in heartbeat.Removed)
        {
            worker.Deletes.Remove(id);
            worker.Strangers.Remove(id);
            if (state.Blocks.TryFind(id, out var block))
            {
                state.Blocks.RemoveHolder(block, worker);
            }
        }

        foreach (var block in heartbeat.Added)
        {
            Add(worker, block);
        }

        foreach (var failure in heartbeat.Failed)
        {
            Log.ReplicationFailed(logger, failure.BlockId, worker.Key.Name, failure.Reason);
            state.Flights.End(failure.BlockId, worker);
        }
    }

    /// <summary>A worker holds nothing any more, and copies nothing.</summary>
    public void Forget(WorkerRecord worker)
    {
        state.Blocks.RemoveHolder(worker);
        worker.Deletes.Clear();
        worker.Strangers.Clear();
        state.Flights.EndWhere(f => f.Target == worker || f.Source == worker);
    }

    /// <summary>What a worker should delete. A surplus replica is kept after all if the block lost another one before
    /// this worker was told.</summary>
    public IEnumerable<WorkerCommand> DeletesFor(WorkerRecord worker)
    {
        CondemnStrangers(worker);
        foreach (var (id, told) in worker.Deletes.Take(DeletesMax).ToArray())
        {
            if (!told && state.Blocks.TryFind(id, out var block) && block.Info is not null
                && block.Holders.Count < block.Replication)
            {
                state.Blocks.AddHolder(block, worker);
                continue;
            }

            worker.Deletes[id] = true;
            yield return new WorkerCommand
            {
                Kind = WorkerCommandKind.Delete,
                Block = new BlockInfo(id, 0, default),
            };
        }
    }

    private void Add(WorkerRecord worker, BlockInfo reported)
    {
        planner.Arrived(reported.Id, worker);
        if (worker.Deletes.ContainsKey(reported.Id))
        {
            return;
        }

        if (!state.Blocks.TryFind(reported.Id, out var block))
        {
            worker.Strangers.TryAdd(reported.Id, state.Time.GetTimestamp());
        }
        else if (block.Info is null)
        {
            block.EarlyReports.Add((worker, reported));
        }
        else if (block.Info == reported)
        {
            state.Blocks.AddHolder(block, worker);
        }
        else
        {
            Log.OtherBlock(
                logger, reported.Id, worker.Key.Name, reported.Checksum.ToString(), block.Checksum.ToString());
            worker.Deletes.TryAdd(reported.Id, false);
        }
    }

    /// <summary>Blocks that no file has are deleted, but not at once: somebody may be looking at them, and after a
    /// restart the master may not know of a write that is just ending.</summary>
    private void CondemnStrangers(WorkerRecord worker)
    {
        if (worker.Strangers.Count == 0 || state.Recovery.IsUnderWay)
        {
            return;
        }

        foreach (var (id, seenAt) in worker.Strangers.ToArray())
        {
            if (state.Time.GetElapsedTime(seenAt) > state.Options.Timings.StrangerTime)
            {
                worker.Strangers.Remove(id);
                worker.Deletes.TryAdd(id, false);
            }
        }
    }
}
