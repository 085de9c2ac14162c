namespace ScaleSim.Core.Ramdisks;

/// <summary>A worker's own tmpfs.</summary>
/// <param name="Path">Where it is mounted in the worker: absolute, no <c>..</c>, no colon.</param>
/// <param name="SizeBytes">Its size; it is charged to the worker's memory limit as it fills.</param>
public sealed record RamdiskSpec(string Path, long SizeBytes)
{
    /// <value>The size when nobody says otherwise: 16 MiB.</value>
    public const long DefaultSizeBytes = 16L << 20;

    /// <value>The least size: a page. A tmpfs of size 0 would have no limit at all.</value>
    public const long SizeBytesMin = 4096;

    /// <value>The largest size: 1 TiB, so that no sum over a cluster overflows.</value>
    public const long SizeBytesMax = 1L << 40;

    /// <value>The mode of its root directory, octal: 1777 unless the spec says otherwise.</value>
    public string Mode { get; init; } = "1777";

    /// <value><c>uid</c> or <c>uid:gid</c>, the owner of its root directory; null for root.</value>
    public string? Owner { get; init; }
}
