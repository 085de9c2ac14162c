using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Capacity;

/// <summary>Says how many machines of a type a number of workers needs. Pure.</summary>
public static class MachineFitter
{
    public const string Memory = "memory";
    public const string Processor = "processor";
    public const string Start = "start";
    public const string Bridge = "bridge";

    /// <value>
    /// The part of the stated memory that programs can have: the kernel and the provider's firmware keep about 3 %
    /// (24 GiB were 23.5 available on the machine that the other figures come from), and some is left to spare.
    /// </value>
    public const double MemoryShare = 0.95;

    /// <value>Memory for the system, the engine and everything else that is not a worker's, in bytes: 1 GiB.</value>
    public const double SystemBytes = 1L << 30;

    /// <summary>The cheapest first; of two that cost the same, the one with fewer machines.</summary>
    /// <param name="startTimeout">The deadline of a start; null for the usual one.</param>
    public static IReadOnlyList<MachineFit> Fit(
        IEnumerable<MachineType> types, WorkerFootprint footprint, int workers, TimeSpan? startTimeout)
    {
        ArgumentNullException.ThrowIfNull(types);
        return
        [
            .. types.Select(type => Fit(type, footprint, workers, startTimeout))
                .OrderBy(fit => fit.DollarsPerHour ?? decimal.MaxValue)
                .ThenBy(fit => fit.Hosts ?? int.MaxValue)
                .ThenBy(fit => fit.Type.Name, StringComparer.Ordinal),
        ];
    }

    public static MachineFit Fit(
        MachineType type, WorkerFootprint footprint, int workers, TimeSpan? startTimeout)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(footprint);
        double rate = footprint.StartsPerSecondPerCore * type.Cores;
        (string Resource, int Fits)[] bounds =
        [
            (Memory, WorkerCount.Fitting(footprint.MemoryBytes, UsableMemory(type, footprint))),
            (Processor,
                WorkerCount.Fitting(footprint.IdleCores, type.Cores * CapacityTable.ProcessorShare)),
            (Start, StartDeadline.Fitting(rate, startTimeout)),
            (Bridge, WorkerCount.Fitting(footprint.NodesPerWorker, Planner.NodesPerBridgeMax)),
        ];
        (string endsFirst, int perHost) = bounds.MinBy(bound => bound.Fits);
        int? hosts = perHost > 0 ? (int)((workers + (long)perHost - 1) / perHost) : null;
        TimeSpan? start = hosts is { } count ? StartTime(workers, count, rate) : null;
        return new MachineFit(type, perHost, endsFirst, hosts, start);
    }

    private static double UsableMemory(MachineType type, WorkerFootprint footprint) =>
        (type.MemoryGiB * (1L << 30) * MemoryShare) - SystemBytes - footprint.FixedMemoryBytes;

    private static TimeSpan StartTime(int workers, int hosts, double rate) =>
        TimeSpan.FromSeconds(Math.Ceiling((double)workers / hosts) / rate);
}
