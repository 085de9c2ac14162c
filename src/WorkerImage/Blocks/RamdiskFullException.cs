namespace ScaleSim.WorkerImage.Blocks;

/// <summary>A block does not fit on the ramdisk. Nothing of it was kept.</summary>
internal sealed class RamdiskFullException : Exception
{
    public RamdiskFullException(long blockId, long length, RamdiskUsage usage)
        : base($"Block {blockId} of {length} bytes does not fit on this ramdisk. {usage.UsedBytes} of its "
            + $"{usage.CapacityBytes} bytes are used. Put the block on another worker, or delete blocks here.")
    {
    }
}
