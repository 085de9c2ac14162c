namespace ScaleSim.ReferenceProtocol.Blocks;

/// <summary>The sizes that a block may have.</summary>
public static class BlockLimits
{
    /// <summary>The size of a block where nobody asks for another one: 1 MiB, so that a ramdisk of 16 MiB holds
    /// several.</summary>
    public const int DefaultSizeBytes = 1024 * 1024;

    /// <summary>The smallest block size that a file may ask for.</summary>
    public const int SmallestSizeBytes = 1024;

    /// <summary>The largest block: a client holds a whole block in memory to try again elsewhere.</summary>
    public const int LargestSizeBytes = 64 * 1024 * 1024;
}
