using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.WorkerImage.Blocks;

/// <summary>What the master has to be told and was not yet: the last thing that happened to each block.</summary>
/// <remarks>Guarded by the lock of its <see cref="BlockStore"/>.</remarks>
internal sealed class BlockChanges
{
    /// <summary>How many changes one heartbeat may carry.</summary>
    private const int BatchLengthMax = 1000;

    private readonly Dictionary<long, BlockInfo?> _blocks = [];
    private readonly Dictionary<long, ReplicationFailure> _failures = [];

    public void Add(BlockInfo block)
    {
        _blocks[block.Id] = block;
        _failures.Remove(block.Id);
    }

    public void Remove(long id) => _blocks[id] = null;

    public void Fail(ReplicationFailure failure) => _failures[failure.BlockId] = failure;

    public void Clear()
    {
        _blocks.Clear();
        _failures.Clear();
    }

    public BlockChangeBatch Batch() => new(
        [.. _blocks.Values.OfType<BlockInfo>().Take(BatchLengthMax)],
        [.. _blocks.Where(b => b.Value is null).Take(BatchLengthMax).Select(b => b.Key)],
        [.. _failures.Values.Take(BatchLengthMax)]);

    /// <summary>Forgets what the master has answered, unless something newer happened to the same block
    /// meanwhile.</summary>
    public void Acknowledge(BlockChangeBatch batch)
    {
        foreach (var block in batch.Added)
        {
            if (_blocks.TryGetValue(block.Id, out var current) && ReferenceEquals(current, block))
            {
                _blocks.Remove(block.Id);
            }
        }

        foreach (var id in batch.Removed)
        {
            if (_blocks.TryGetValue(id, out var current) && current is null)
            {
                _blocks.Remove(id);
            }
        }

        foreach (var failure in batch.Failed)
        {
            if (_failures.TryGetValue(failure.BlockId, out var current) && ReferenceEquals(current, failure))
            {
                _failures.Remove(failure.BlockId);
            }
        }
    }
}
