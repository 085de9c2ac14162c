using ScaleSim.ReferenceProtocol.Blocks;

namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>A file is whole; it replaces a file of its path.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Id">Its number.</param>
/// <param name="Replication">How many replicas its blocks should have.</param>
/// <param name="BlockSizeBytes">The size of every block but the last.</param>
/// <param name="Blocks">Its blocks in order.</param>
/// <param name="CreatedAt">When its writing began.</param>
/// <param name="At">When it was whole.</param>
internal sealed record AddFileRecord(
    string Path,
    long Id,
    int Replication,
    int BlockSizeBytes,
    IReadOnlyList<BlockInfo> Blocks,
    DateTimeOffset CreatedAt,
    DateTimeOffset At) : JournalRecord;
