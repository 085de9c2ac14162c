using ScaleSim.ReferenceProtocol.Blocks;

namespace ScaleSim.ReferenceProtocol.Files;

/// <summary>A file or directory as the master knows it. A file is visible when it is whole, and not before.</summary>
public sealed record EntryStatus
{
    /// <summary>The whole path, from <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>File or directory.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its content last changed; of a directory, the names in it.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>A file's number; another file of the same path has another one.</summary>
    public long? Id { get; init; }

    /// <summary>A file's length in bytes.</summary>
    public long? Length { get; init; }

    /// <summary>How many replicas each block of a file should have.</summary>
    public int? Replication { get; init; }

    /// <summary>The size of every block of a file but the last.</summary>
    public int? BlockSizeBytes { get; init; }

    /// <summary>A file's blocks with their holders, in order; absent in listings.</summary>
    public IReadOnlyList<BlockStatus>? Blocks { get; init; }

    /// <summary>How many entries a directory has.</summary>
    public int? Entries { get; init; }
}
