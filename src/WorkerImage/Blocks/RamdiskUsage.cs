namespace ScaleSim.WorkerImage.Blocks;

/// <summary>How full a ramdisk is.</summary>
/// <param name="CapacityBytes">Its size.</param>
/// <param name="UsedBytes">How much of it is used, by whatever.</param>
internal readonly record struct RamdiskUsage(long CapacityBytes, long UsedBytes);
