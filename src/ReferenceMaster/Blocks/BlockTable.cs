using System.Diagnostics.CodeAnalysis;
using ScaleSim.ReferenceMaster.Workers;
using ScaleSim.ReferenceProtocol.Blocks;

namespace ScaleSim.ReferenceMaster.Blocks;

/// <summary>Every block, who holds it, and which ones need attention. Guarded by the lock of the
/// <see cref="MasterState"/>.</summary>
internal sealed class BlockTable
{
    private readonly Dictionary<long, BlockRecord> _blocks = [];
    private readonly SortedSet<(int Holders, long Id)> _under = [];
    private readonly HashSet<long> _lost = [];
    private readonly HashSet<long> _over = [];

    /// <summary>How many blocks there are, those being written included.</summary>
    public int Count => _blocks.Count;

    public int UnderReplicatedCount => _under.Count;

    public int LostCount => _lost.Count;

    /// <summary>The blocks with too few replicas, those with the fewest first.</summary>
    public IEnumerable<BlockRecord> UnderReplicated => _under.Select(r => _blocks[r.Id]);

    /// <summary>The blocks with too many replicas.</summary>
    public IEnumerable<BlockRecord> OverReplicated => _over.Select(id => _blocks[id]);

    public bool TryFind(long id, [NotNullWhen(true)] out BlockRecord? block) => _blocks.TryGetValue(id, out block);

    /// <summary>The block of this number, made if it is new.</summary>
    public BlockRecord GetOrAdd(long id)
    {
        if (!_blocks.TryGetValue(id, out var block))
        {
            _blocks[id] = block = new BlockRecord(id);
        }

        return block;
    }

    /// <summary>A worker holds a block.</summary>
    public void AddHolder(BlockRecord block, WorkerRecord worker)
    {
        if (worker.Blocks.Add(block.Id))
        {
            block.Holders.Add(worker);
            worker.Deletes.Remove(block.Id);
            Review(block);
        }
    }

    /// <summary>A worker no longer holds a block; it is remembered as one that did.</summary>
    public void RemoveHolder(BlockRecord block, WorkerRecord worker)
    {
        if (worker.Blocks.Remove(block.Id))
        {
            block.Holders.Remove(worker);
            block.RememberHolder(worker.Key.Name);
            Review(block);
        }
    }

    /// <summary>A worker holds one replica too many: it is told to delete it, and not remembered.</summary>
    public void RemoveSurplus(BlockRecord block, WorkerRecord worker)
    {
        if (worker.Blocks.Remove(block.Id))
        {
            block.Holders.Remove(worker);
            worker.Deletes.TryAdd(block.Id, false);
            Review(block);
        }
    }

    /// <summary>A worker holds nothing any more.</summary>
    public void RemoveHolder(WorkerRecord worker)
    {
        foreach (var id in worker.Blocks.ToArray())
        {
            RemoveHolder(_blocks[id], worker);
        }
    }

    /// <summary>Forgets a block, and tells those who have it, or may have it, to delete it.</summary>
    public void Drop(BlockRecord block)
    {
        foreach (var worker in block.Holders.Concat(block.Targets).Concat(block.EarlyReports.Select(r => r.Worker)))
        {
            worker.Blocks.Remove(block.Id);
            worker.Deletes.TryAdd(block.Id, false);
        }

        block.Holders.Clear();
        block.File = null;
        Review(block);
        _blocks.Remove(block.Id);
    }

    /// <summary>Puts a block where it belongs after a change of its holders or its file.</summary>
    public void Review(BlockRecord block)
    {
        if (block.Rank is { } old)
        {
            _under.Remove(old);
            block.Rank = null;
        }

        _lost.Remove(block.Id);
        _over.Remove(block.Id);
        if (block.File is null)
        {
            return;
        }

        if (block.Holders.Count == 0)
        {
            _lost.Add(block.Id);
        }
        else if (block.Holders.Count < block.Replication)
        {
            block.Rank = (block.Holders.Count, block.Id);
            _under.Add(block.Rank.Value);
        }
        else if (block.Holders.Count > block.Replication)
        {
            _over.Add(block.Id);
        }
    }

    /// <summary>How a block stands.</summary>
    /// <param name="block">The block.</param>
    /// <param name="recovering">True while workers may still be on their way after a restart.</param>
    public static BlockState StateOf(BlockRecord block, bool recovering) => block switch
    {
        { File: null } => BlockState.Pending,
        { Holders.Count: 0 } => recovering ? BlockState.Awaited : BlockState.Lost,
        _ => block.Holders.Count < block.Replication ? BlockState.UnderReplicated : BlockState.Available,
    };
}
