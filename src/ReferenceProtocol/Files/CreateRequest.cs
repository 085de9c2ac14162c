namespace ScaleSim.ReferenceProtocol.Files;

/// <summary>How a file is to be written.</summary>
public sealed record CreateRequest
{
    /// <summary>How many replicas each block should have, 1 to 10; the master's own number if absent.</summary>
    public int? Replication { get; init; }

    /// <summary>The size of a block; <see cref="Blocks.BlockLimits.DefaultSizeBytes"/> if absent.</summary>
    public int? BlockSizeBytes { get; init; }

    /// <summary>Replaces a file of this path when the new one is whole, and takes the path from another
    /// writer.</summary>
    public bool Overwrite { get; init; }
}
