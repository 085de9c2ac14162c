using System.Globalization;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>
/// What workers cost in memory, in bytes. Measured on 2 cores and 24 GiB, Engine 20.10.24 and 28.5.2, 2026-11-21.
/// </summary>
public static class MemoryModel
{
    /// <value>
    /// What a container's limit has beyond its program and ramdisks: 8 MiB. With less, a full ramdisk is an OOM kill
    /// instead of a clean ENOSPC (measured: a limit equal to the ramdisk kills, 16 MiB more does not).
    /// </value>
    public const long SlackBytes = 8L << 20;

    /// <value>
    /// 4.6 MB: what each container costs beside its program, all told: its shim, its share of the two daemons, and the
    /// kernel (measured with <c>busybox sleep</c>).
    /// </value>
    public const long ContainerBytes = 4_600_000;

    /// <value>
    /// 0.7 MB: the same where a node's containers share a shim: 1000 workers of 6.2 MB private memory took 6.9 GB all
    /// told (measured, Engine 28.5.2).
    /// </value>
    public const long ContainerBytesSharedShim = 700_000;

    /// <summary>
    /// The container's limit for one worker: its program, its ramdisks full, <c>/dev/shm</c> full where the spec gives
    /// it a size, and the slack. All tmpfs pages are charged to the container.
    /// </summary>
    public static long LimitBytes(WorkerGroupSpec group) =>
        group.MemoryBytes
        + RamdiskBytes(group)
        + (group.ShmSizeBytes ?? 0)
        + SlackBytes;

    /// <summary>A worker's ramdisks, all full.</summary>
    public static long RamdiskBytes(WorkerGroupSpec group) => group.Ramdisks.Sum(ramdisk => ramdisk.SizeBytes);

    /// <summary>The sum that makes a limit: <c>memory 32 MiB + ramdisks 16 MiB + 8 MiB</c>.</summary>
    public static string Explain(WorkerGroupSpec group)
    {
        long ramdisks = RamdiskBytes(group);
        return $"memory {ByteSize.Format(group.MemoryBytes)}"
            + (ramdisks > 0 ? $" + ramdisks {ByteSize.Format(ramdisks)}" : "")
            + (group.ShmSizeBytes is { } shm ? $" + /dev/shm {ByteSize.Format(shm)}" : "")
            + $" + {ByteSize.Format(SlackBytes)}";
    }

    /// <summary>
    /// The terms of a sum over groups, those of the same size together: <c>300 × 12.4 MiB</c>, <c>5 × 1 GiB</c>.
    /// </summary>
    internal static IEnumerable<string> Terms(IEnumerable<(int Workers, string Each)> groups) =>
        groups.GroupBy(group => group.Each).Select(alike => string.Create(
            CultureInfo.InvariantCulture, $"{alike.Sum(group => group.Workers)} × {alike.Key}"));

    /// <summary>
    /// What one worker costs while it does nothing. A program that nobody has measured is counted with all of its
    /// memory; its empty ramdisks cost nothing.
    /// </summary>
    public static long IdleBytes(WorkerGroupSpec group, ShimSharing shim) =>
        (group.IdleMemoryBytes ?? group.MemoryBytes) + OverheadBytes(shim);

    /// <summary>What one worker costs with every limit reached.</summary>
    public static long FullBytes(WorkerGroupSpec group, ShimSharing shim) => LimitBytes(group) + OverheadBytes(shim);

    /// <summary>What a container costs beside its program.</summary>
    public static long OverheadBytes(ShimSharing shim) =>
        shim == ShimSharing.Node ? ContainerBytesSharedShim : ContainerBytes;
}
