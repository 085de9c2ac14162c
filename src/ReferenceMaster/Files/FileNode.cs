using ScaleSim.ReferenceMaster.Blocks;

namespace ScaleSim.ReferenceMaster.Files;

/// <summary>A file, whole.</summary>
internal sealed class FileNode : Node
{
    public required long Id { get; init; }

    public required int Replication { get; init; }

    public required int BlockSizeBytes { get; init; }

    /// <summary>The blocks in order.</summary>
    public BlockRecord[] Blocks { get; set; } = [];

    public long Length => Blocks.Sum(b => b.Length);
}
