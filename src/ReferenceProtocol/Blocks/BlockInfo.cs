using ScaleSim.ReferenceProtocol.Checksums;

namespace ScaleSim.ReferenceProtocol.Blocks;

/// <summary>A block as it lies on a ramdisk.</summary>
/// <param name="Id">The block's number, from the master; never used twice.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Checksum">The checksum of these bytes.</param>
public sealed record BlockInfo(long Id, long Length, Checksum Checksum);
