using ScaleSim.ReferenceMaster.Files;
using ScaleSim.ReferenceMaster.Workers;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;

namespace ScaleSim.ReferenceMaster.Blocks;

/// <summary>A block as the master keeps it. Guarded by the lock of the <see cref="MasterState"/>.</summary>
internal sealed class BlockRecord(long id)
{
    /// <summary>So many workers that held the block and were lost are remembered, to name them when it is
    /// lost.</summary>
    private const int LastHoldersMax = 4;

    public long Id => id;

    /// <summary>The file that it belongs to, once that is whole.</summary>
    public FileNode? File { get; set; }

    /// <summary>Its place in its file.</summary>
    public int Index { get; set; }

    /// <summary>Length and checksum, once the block is committed.</summary>
    public BlockInfo? Info { get; set; }

    public long Length => Info?.Length ?? 0;

    public Checksum Checksum => Info?.Checksum ?? Checksum.Empty;

    /// <summary>How many replicas it should have.</summary>
    public int Replication { get; set; } = 1;

    /// <summary>The live workers that hold it.</summary>
    public List<WorkerRecord> Holders { get; } = [];

    /// <summary>The names of workers that held it and were lost, latest first.</summary>
    public List<string> LastHolders { get; } = [];

    /// <summary>The workers that reported it before it was committed, with what they reported.</summary>
    public List<(WorkerRecord Worker, BlockInfo Info)> EarlyReports { get; } = [];

    /// <summary>The workers that it was meant for, while it is being written.</summary>
    public HashSet<WorkerRecord> Targets { get; } = [];

    /// <summary>Where it stands in the queue of blocks that need replicas; null if it needs none.</summary>
    public (int Holders, long Id)? Rank { get; set; }

    public void RememberHolder(string name)
    {
        LastHolders.Remove(name);
        LastHolders.Insert(0, name);
        if (LastHolders.Count > LastHoldersMax)
        {
            LastHolders.RemoveAt(LastHoldersMax);
        }
    }
}
