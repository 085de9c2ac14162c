using Microsoft.Win32.SafeHandles;
using ScaleSim.WorkerImage.Blocks;

namespace ScaleSim.Reference.Tests.Clusters;

/// <summary>A ramdisk that others fill between the look at it and the writing.</summary>
internal sealed class LyingRamdisk(IRamdisk inner) : IRamdisk
{
    public string Directory => inner.Directory;

    public RamdiskUsage Usage => new(long.MaxValue, 0);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> data, long offset) => inner.Write(file, data, offset);
}
