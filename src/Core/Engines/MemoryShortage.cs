namespace ScaleSim.Core.Engines;

/// <summary>A want of memory for which the kernel killed.</summary>
/// <param name="Of">
/// Whose memory was used up: <see cref="Worker"/> for the worker's own limit, <see cref="Machine"/> for the whole
/// machine, or the path of a control group above the worker's that was at its limit, such as <c>/docker</c>.
/// </param>
public sealed record MemoryShortage(string Of)
{
    public const string Worker = "worker";

    public const string Machine = "machine";

    /// <value>The control group's limit; null where nobody wrote it down, and for the machine.</value>
    public long? LimitBytes { get; init; }

    /// <value>
    /// Whether the kernel killed others below the same control group and let this worker be: engines on cgroup version
    /// 1 tell such a shortage of all of them.
    /// </value>
    public bool IsSpared { get; init; }

    /// <value>Whether more memory for this worker is of no use.</value>
    public bool IsAboveWorker => Of != Worker;
}
