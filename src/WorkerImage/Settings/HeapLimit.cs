namespace ScaleSim.WorkerImage.Settings;

/// <summary>Bounds the managed heap by what the worker was told, because the container's own limit also has the ramdisk
/// in it: a heap sized by that would take the ramdisk's room, and filling the ramdisk would end in an OOM
/// kill.</summary>
internal static class HeapLimit
{
    /// <summary>What WorkerImage.csproj reserves address space for.</summary>
    private const long LargestBytes = 1L << 30;

    /// <summary>5/8 of the program's memory; the rest is for code, stacks and native buffers (about 4 MiB when
    /// idle).</summary>
    public static long Of(long memoryBytes) => Math.Min(memoryBytes / 8 * 5, LargestBytes);

    /// <summary>Sets the limit for this process.</summary>
    public static void Apply(long memoryBytes)
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)Of(memoryBytes));
        GC.RefreshMemoryLimit();
    }
}
