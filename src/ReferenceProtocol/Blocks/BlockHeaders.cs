namespace ScaleSim.ReferenceProtocol.Blocks;

/// <summary>The HTTP headers of a block's body.</summary>
public static class BlockHeaders
{
    /// <summary>The block's checksum, as 8 hexadecimal digits, in requests that put a block and answers that give
    /// one.</summary>
    public const string Checksum = "X-Block-Crc32c";
}
