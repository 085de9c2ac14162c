namespace ScaleSim.ReferenceMaster.Metrics;

/// <summary>How many requests took how long, in buckets that are fine enough for percentiles.</summary>
internal sealed class LatencyHistogram
{
    private static readonly double[] BoundsSeconds =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly long[] _counts = new long[BoundsSeconds.Length + 1];
    private long _sumTicks;

    /// <summary>The upper bounds of the buckets, in seconds; the last bucket has none.</summary>
    public static IReadOnlyList<double> Bounds => BoundsSeconds;

    /// <summary>All time spent.</summary>
    public TimeSpan Sum => TimeSpan.FromTicks(Interlocked.Read(ref _sumTicks));

    /// <summary>How many requests fell into each bucket, not added up.</summary>
    public long[] Counts() => [.. _counts.Select((_, i) => Interlocked.Read(ref _counts[i]))];

    /// <summary>Counts a request.</summary>
    public void Record(TimeSpan elapsed)
    {
        var bucket = Array.BinarySearch(BoundsSeconds, elapsed.TotalSeconds);
        Interlocked.Increment(ref _counts[bucket < 0 ? ~bucket : bucket]);
        Interlocked.Add(ref _sumTicks, elapsed.Ticks);
    }
}
