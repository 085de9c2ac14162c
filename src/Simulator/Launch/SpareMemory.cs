namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Memory that a phase has left unused, given back to the machine: the workers, the master and the test command that
/// the next one is about share it.
/// </summary>
internal static class SpareMemory
{
    /// <remarks>
    /// The start of 1000 workers leaves some 20 MB, mostly of the engine's lists, that the runtime would keep for
    /// itself, and the checks would come on top (measured: 157 MB resident at most, docs/performance.md).
    /// </remarks>
    public static void GiveBack() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
