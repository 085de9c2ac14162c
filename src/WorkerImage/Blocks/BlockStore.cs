using System.Buffers;
using Microsoft.Win32.SafeHandles;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.WorkerImage.Blocks;

/// <summary>The blocks on a ramdisk. A block is received under another name and renamed when it is whole, so a file
/// with a block's name is a whole block; its bytes are verified at every read all the same.</summary>
/// <param name="ramdisk">Where the files are.</param>
internal sealed class BlockStore(IRamdisk ramdisk)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, BlockInfo> _blocks = [];
    private readonly HashSet<long> _receiving = [];
    private readonly BlockChanges _changes = new();

    /// <summary>How full the ramdisk is.</summary>
    public RamdiskUsage Usage => ramdisk.Usage;

    /// <summary>How many blocks there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _blocks.Count;
            }
        }
    }

    /// <summary>Finds the blocks that an earlier life of the worker left, and removes what is not a whole
    /// block.</summary>
    /// <exception cref="UnauthorizedAccessException">The ramdisk can't be written: better known now than at the first
    /// block.</exception>
    public void Load()
    {
        File.WriteAllBytes(Path.Combine(ramdisk.Directory, BlockFile.PartialName(0)), []);
        foreach (var path in Directory.EnumerateFiles(ramdisk.Directory))
        {
            var name = Path.GetFileName(path);
            if (BlockFile.IsPartial(name)
                || (name.EndsWith(".block", StringComparison.Ordinal) && !TryLoad(path, name)))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Every block.</summary>
    public IReadOnlyList<BlockInfo> List()
    {
        lock (_lock)
        {
            return [.. _blocks.Values];
        }
    }

    /// <summary>Every block, for a registration: what changed before is part of it and is forgotten.</summary>
    public IReadOnlyList<BlockInfo> ListAndForgetChanges()
    {
        lock (_lock)
        {
            _changes.Clear();
            return [.. _blocks.Values];
        }
    }

    /// <summary>What changed and was not acknowledged.</summary>
    public BlockChangeBatch Changes()
    {
        lock (_lock)
        {
            return _changes.Batch();
        }
    }

    /// <summary>The master has answered a heartbeat with these changes.</summary>
    public void Acknowledge(BlockChangeBatch batch)
    {
        lock (_lock)
        {
            _changes.Acknowledge(batch);
        }
    }

    /// <summary>A replication failed; the master is to know.</summary>
    public void Fail(ReplicationFailure failure)
    {
        lock (_lock)
        {
            _changes.Fail(failure);
        }
    }

    /// <summary>Says the block again if it is here; false if it is not.</summary>
    public bool ReportAgain(BlockInfo block)
    {
        lock (_lock)
        {
            if (!_blocks.TryGetValue(block.Id, out var known) || known != block)
            {
                return false;
            }

            _changes.Add(known);
            return true;
        }
    }

    /// <summary>Reserves a block's number for a writer; the writer must be disposed.</summary>
    /// <exception cref="BlockRefusedException">The number is taken, by a block or by another writer.</exception>
    /// <exception cref="RamdiskFullException">The block can't fit.</exception>
    public BlockWriter Receive(long id, long length)
    {
        lock (_lock)
        {
            if (_blocks.TryGetValue(id, out var known))
            {
                throw new BlockRefusedException(ErrorCodes.BlockExists, $"Block {id} is already here, with "
                    + $"{known.Length} bytes and checksum {known.Checksum}. A block never changes. "
                    + "Delete it first, or use another number.");
            }

            if (!_receiving.Add(id))
            {
                throw new BlockRefusedException(ErrorCodes.BlockBusy, $"Block {id} is being received from somebody "
                    + "else. Only one can write it. Wait for that to end.");
            }
        }

        return new BlockWriter(this, ramdisk, id, length);
    }

    /// <summary>Verifies a block and opens it.</summary>
    /// <exception cref="BlockRefusedException">It is not here, or it is damaged; a damaged block is removed, so that
    /// the master hears of it and makes another replica elsewhere.</exception>
    public OpenBlock Open(long id)
    {
        var info = Find(id) ?? throw NotFound(id);
        var file = OpenFile(id);
        if (file is not null && IsWhole(file, info))
        {
            return new OpenBlock(info, file);
        }

        file?.Dispose();
        if (Find(id) is null)
        {
            throw NotFound(id);
        }

        Delete(id);
        throw new BlockRefusedException(ErrorCodes.BlockDamaged, $"Block {id} is damaged on this ramdisk: its bytes do "
            + $"not have the checksum {info.Checksum} that they were stored with. It was removed; "
            + "read it from another worker.");
    }

    /// <summary>The block of this number, or null.</summary>
    public BlockInfo? Find(long id)
    {
        lock (_lock)
        {
            return _blocks.GetValueOrDefault(id);
        }
    }

    /// <summary>Removes a block; false if it was not here. Either way the master is told that it is not.</summary>
    public bool Delete(long id)
    {
        bool existed;
        lock (_lock)
        {
            existed = _blocks.Remove(id);
            _changes.Remove(id);
            File.Delete(PathOf(id));
        }

        return existed;
    }

    /// <summary>Makes a received file a block. The file and the index change as one, so that a deletion at the same
    /// time sees both or neither.</summary>
    internal void Commit(BlockInfo block, string partialPath)
    {
        lock (_lock)
        {
            File.Move(partialPath, PathOf(block.Id), overwrite: true);
            _blocks.Add(block.Id, block);
            _changes.Add(block);
        }
    }

    /// <summary>Ends a writer, whether its block was committed or not.</summary>
    internal void Release(long id)
    {
        lock (_lock)
        {
            _receiving.Remove(id);
        }
    }

    private static BlockRefusedException NotFound(long id) => new(ErrorCodes.BlockNotFound,
        $"Block {id} is not here. It was deleted, or the ramdisk was emptied by a restart. "
        + "Ask the master who holds it.");

    private static bool IsWhole(SafeFileHandle file, BlockInfo expected)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockFile.BufferLength);
        try
        {
            return BlockFile.Verify(file, expected, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool TryLoad(string path, string name)
    {
        using var file = File.OpenHandle(path);
        var block = BlockFile.ReadHeader(file);
        if (block is null || BlockFile.Name(block.Id) != name)
        {
            return false;
        }

        _blocks[block.Id] = block;
        return true;
    }

    private SafeFileHandle? OpenFile(long id)
    {
        try
        {
            return File.OpenHandle(PathOf(id));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private string PathOf(long id) => Path.Combine(ramdisk.Directory, BlockFile.Name(id));
}
