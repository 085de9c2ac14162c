namespace ScaleSim.WorkerImage.Settings;

/// <summary>Gives memory back after a crowd has left: the collector sees no reason to, and a worker that was busy once
/// would keep several times the memory of one that was not.</summary>
/// <param name="committedBytes">How much memory the heap has now.</param>
/// <param name="trim">Collects everything and gives it back.</param>
internal sealed class HeapTrimmer(Func<long> committedBytes, Action trim)
{
    /// <summary>Less than this is not worth the trouble, nor is it if so little came since the last time.</summary>
    private const long WorthwhileBytes = 4 << 20;

    private long _keptBytes;

    /// <summary>The trimmer of this process.</summary>
    public static HeapTrimmer Create() => new(
        () => GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes,
        () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    /// <summary>Trims if that is worth it; called when a heartbeat is through, so at most once per interval.</summary>
    public void TrimIfWorthwhile()
    {
        if (committedBytes() - _keptBytes > WorthwhileBytes)
        {
            trim();
            _keptBytes = committedBytes();
        }
    }
}
