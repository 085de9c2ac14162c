using Microsoft.AspNetCore.Http;
using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceMaster.Errors;
using ScaleSim.ReferenceMaster.Journals;
using ScaleSim.ReferenceMaster.Workers;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Files;

namespace ScaleSim.ReferenceMaster.Files;

/// <summary>Writes: begun, given blocks, and ended by a file that is whole.</summary>
internal sealed class WriteService(MasterState state, FileService files)
{
    /// <summary>How many writes may be under way.</summary>
    private const int WritesMax = 10_000;

    private const int ReplicationMax = 10;

    /// <summary>Begins a write. The directories that it goes to are made.</summary>
    public async Task<WriteTicket> CreateAsync(PathName path, CreateRequest request)
    {
        RefuseNonsense(path, request);
        PendingWrite write;
        Task durable;
        lock (state.Gate)
        {
            RefuseTaken(path, request.Overwrite);
            durable = files.MakeDirectoriesLocked(path.Parent);
            var id = NextId(ref durable);
            var ticket = new WriteTicket(
                id,
                path.ToString(),
                request.Replication ?? state.Options.Replication,
                request.BlockSizeBytes ?? BlockLimits.DefaultSizeBytes);
            write = new PendingWrite
            {
                Ticket = ticket,
                Path = path,
                Overwrite = request.Overwrite,
                CreatedAt = state.Time.GetUtcNow(),
                HeardAt = state.Time.GetTimestamp(),
            };
            state.Writes.Add(write);
        }

        await durable;
        return write.Ticket;
    }

    /// <summary>Says where a block goes: a new one, or one that some workers refused.</summary>
    public async Task<BlockAllocation> AllocateAsync(long writeId, AllocateRequest request)
    {
        BlockAllocation allocation;
        var durable = Task.CompletedTask;
        lock (state.Gate)
        {
            var write = Find(writeId);
            RefuseLength(write, request.Length);
            var targets = ChooseTargets(write, request);
            var block = FindBlock(write, request.BlockId) ?? state.Blocks.GetOrAdd(NextId(ref durable));
            write.Allocated.TryAdd(block.Id, block);
            foreach (var target in targets)
            {
                target.PromisedBytes += request.Length;
                block.Targets.Add(target);
            }

            allocation = new BlockAllocation(block.Id, [.. targets.Select(t => t.Location)]);
        }

        await durable;
        return allocation;
    }

    /// <summary>A block is written: it is the next of its file.</summary>
    public void Commit(long writeId, long blockId, CommitRequest request)
    {
        lock (state.Gate)
        {
            var write = Find(writeId);
            var info = new BlockInfo(blockId, request.Length, request.Checksum);
            if (write.Committed.Exists(b => b.Info == info))
            {
                // The same commit again: its first answer was lost on the way.
                return;
            }

            RefuseLength(write, request.Length);
            if (!write.Allocated.TryGetValue(blockId, out var block))
            {
                throw Mismatch(write, $"Block {blockId} is none of its blocks.");
            }

            if (!IsHeld(block, info, request.Holders))
            {
                throw Mismatch(write, $"None of the workers that confirmed block {blockId} is live any more.");
            }

            write.Allocated.Remove(blockId);
            block.Info = info;
            block.Index = write.Committed.Count;
            block.Replication = write.Ticket.Replication;
            write.Committed.Add(block);
            AddHolders(block, request.Holders);
        }
    }

    /// <summary>Ends a write: the file is whole, and replaces an older one if that was asked for.</summary>
    public async Task<EntryStatus> CompleteAsync(long writeId, CompleteRequest request)
    {
        Task durable;
        EntryStatus status;
        lock (state.Gate)
        {
            var write = Find(writeId);
            var length = write.Committed.Sum(b => b.Length);
            if (length != request.Length)
            {
                throw Mismatch(write, $"{length} bytes of {request.Length} were committed.");
            }

            RefuseNode(write.Path, write.Overwrite);
            state.Metadata.Tree.GetDirectory(write.Path.Parent);
            var record = new AddFileRecord(
                write.Ticket.Path,
                write.Ticket.Id,
                write.Ticket.Replication,
                write.Ticket.BlockSizeBytes,
                [.. write.Committed.Select(b => b.Info!)],
                write.CreatedAt,
                state.Time.GetUtcNow());
            state.Metadata.Apply(record);
            state.Writes.Remove(write);
            foreach (var unused in write.Allocated.Values)
            {
                // Allocated twice, because the first answer was lost on the way.
                state.Blocks.Drop(unused);
            }

            durable = state.Journal.Append(record);
            status = files.Describe(state.Metadata.Tree.Get(write.Path), withBlocks: true);
        }

        await durable;
        return status;
    }

    /// <summary>Gives a write up; what was written of it is deleted.</summary>
    public void Abandon(long writeId)
    {
        lock (state.Gate)
        {
            Abandon(Find(writeId));
        }
    }

    /// <summary>Gives up the writes whose writers fell silent.</summary>
    public void Sweep()
    {
        lock (state.Gate)
        {
            foreach (var write in state.Writes.All.Where(IsSilent).ToArray())
            {
                Abandon(write);
            }
        }
    }

    private static MasterException Mismatch(PendingWrite write, string why) =>
        new(StatusCodes.Status409Conflict, new ErrorResponse
        {
            Code = ErrorCodes.WriteMismatch,
            Message = $"{write.Ticket.Path} can't be made of what was written. {why} "
                + "Give the write up and begin again.",
            Path = write.Ticket.Path,
        });

    private static void RefuseLength(PendingWrite write, int length)
    {
        if (length <= 0 || length > write.Ticket.BlockSizeBytes)
        {
            throw Refuse.Bad(write.Ticket.Path, $"The block has {length} bytes. "
                + $"A block of {write.Ticket.Path} has 1 to {write.Ticket.BlockSizeBytes}. "
                + "Cut the file into such blocks.");
        }
    }

    private static BlockRecord? FindBlock(PendingWrite write, long? blockId) =>
        blockId is not { } id ? null
        : write.Allocated.TryGetValue(id, out var block) ? block
        : throw Mismatch(write, $"Block {id} is none of its blocks under way.");

    private static void RefuseNonsense(PathName path, CreateRequest request)
    {
        if (request.Replication is < 1 or > ReplicationMax)
        {
            throw Refuse.Bad(path.ToString(), $"The replication is {request.Replication}. "
                + $"A block has 1 to {ReplicationMax} replicas. Ask for such a number.");
        }

        if (request.BlockSizeBytes is < BlockLimits.SmallestSizeBytes or > BlockLimits.LargestSizeBytes)
        {
            throw Refuse.Bad(path.ToString(), $"The block size is {request.BlockSizeBytes} bytes. "
                + $"It is {BlockLimits.SmallestSizeBytes} to {BlockLimits.LargestSizeBytes}. Ask for such a size.");
        }
    }

    private bool IsSilent(PendingWrite write) =>
        state.Time.GetElapsedTime(write.HeardAt) > state.Options.Timings.WriteTime;

    private void RefuseTaken(PathName path, bool overwrite)
    {
        RefuseNode(path, overwrite);
        state.Metadata.Tree.RefuseFileOnTheWay(path);
        if (state.Writes.Find(path.ToString()) is { } other)
        {
            if (!overwrite)
            {
                throw Refuse.Busy(path.ToString());
            }

            Abandon(other);
        }

        if (state.Writes.Count >= WritesMax)
        {
            throw new MasterException(StatusCodes.Status503ServiceUnavailable, new ErrorResponse
            {
                Code = ErrorCodes.Unavailable,
                Message = $"{WritesMax} writes are under way. The master takes no more at once. Come back in a second.",
                RetryAfterMs = 1000,
            });
        }
    }

    private void RefuseNode(PathName path, bool overwrite)
    {
        var node = path.IsRoot ? state.Metadata.Tree.Root : state.Metadata.Tree.Find(path);
        if (node is DirectoryNode)
        {
            throw Refuse.IsDirectory(path.ToString());
        }

        if (node is not null && !overwrite)
        {
            throw Refuse.Exists(path.ToString());
        }
    }

    private PendingWrite Find(long writeId)
    {
        if (!state.Writes.TryFind(writeId, out var write))
        {
            throw new MasterException(StatusCodes.Status404NotFound, ErrorCodes.WriteNotFound,
                $"There is no write {writeId}. It was completed or given up, its writer was silent for too long, or "
                + "the master restarted. Begin again.");
        }

        write.HeardAt = state.Time.GetTimestamp();
        return write;
    }

    private long NextId(ref Task durable)
    {
        var id = state.Metadata.NextId(out var reserve);
        if (reserve is not null)
        {
            durable = state.Journal.Append(reserve);
        }

        return id;
    }

    private IReadOnlyList<WorkerRecord> ChooseTargets(PendingWrite write, AllocateRequest request)
    {
        var taken = new List<WorkerRecord>();
        foreach (var session in request.Excluded)
        {
            if (state.Workers.TryFind(session, out var worker))
            {
                taken.Add(worker);
            }
        }

        var count = Math.Clamp(request.Count ?? write.Ticket.Replication, 1, ReplicationMax);
        var targets = state.Placement.Choose(state.Workers.Live, request.Length, count, taken);
        return targets.Count > 0 ? targets : throw NoRoom(write, request, taken.Count);
    }

    private MasterException NoRoom(PendingWrite write, AllocateRequest request, int excluded) =>
        state.Workers.LiveCount == 0
            ? new MasterException(StatusCodes.Status503ServiceUnavailable, new ErrorResponse
            {
                Code = ErrorCodes.Unavailable,
                Message = $"A block of {write.Ticket.Path} has nowhere to go: no worker is live. They may be starting. "
                    + "Come back in a second.",
                Path = write.Ticket.Path,
                RetryAfterMs = 1000,
            })
            : new MasterException(StatusCodes.Status507InsufficientStorage, new ErrorResponse
            {
                Code = ErrorCodes.NoSpace,
                Message = $"A block of {write.Ticket.Path} has nowhere to go: of {state.Workers.LiveCount} live "
                    + $"workers, {excluded} were excluded and the others have no room for {request.Length} bytes. "
                    + "Delete files, or add workers.",
                Path = write.Ticket.Path,
            });

    /// <summary>True if somebody has the block: a write is never acknowledged that nobody holds.</summary>
    private bool IsHeld(BlockRecord block, BlockInfo info, IReadOnlyList<string> sessions) =>
        sessions.Any(s => state.Workers.TryFind(s, out _))
        || block.EarlyReports.Exists(r => r.Worker.IsLive && r.Info == info);

    private void AddHolders(BlockRecord block, IReadOnlyList<string> sessions)
    {
        foreach (var session in sessions)
        {
            // A session that ended is a worker that restarted: what it held is gone.
            if (state.Workers.TryFind(session, out var worker))
            {
                state.Blocks.AddHolder(block, worker);
            }
        }

        foreach (var (worker, info) in block.EarlyReports
            .Where(r => r.Worker.IsLive && !block.Holders.Contains(r.Worker)))
        {
            if (info == block.Info)
            {
                state.Blocks.AddHolder(block, worker);
            }
            else
            {
                worker.Deletes.TryAdd(block.Id, false);
            }
        }

        block.EarlyReports.Clear();
        block.Targets.Clear();
    }

    private void Abandon(PendingWrite write)
    {
        state.Writes.Remove(write);
        foreach (var block in write.Committed.Concat(write.Allocated.Values))
        {
            state.Blocks.Drop(block);
        }
    }
}
