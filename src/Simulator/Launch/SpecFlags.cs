using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Launch;

/// <summary>What flags say of a cluster; null where the user gave none: the file or the default counts.</summary>
internal sealed record SpecFlags
{
    public string? Name { get; init; }

    /// <value>Workers of all groups together, which grow and shrink in proportion.</value>
    public int? Workers { get; init; }

    /// <value>Of every group.</value>
    public int? WorkersPerNode { get; init; }

    /// <value>The size of every ramdisk that there is.</value>
    public long? RamdiskBytes { get; init; }

    /// <value>Of every group.</value>
    public long? MemoryBytes { get; init; }

    /// <value>Of every group.</value>
    public double? Cpus { get; init; }

    public PortRange? Ports { get; init; }

    public Exposure? Expose { get; init; }

    public string? Runtime { get; init; }

    public ShimSharing? Shim { get; init; }

    public bool? StrictMemory { get; init; }

    public int? Seed { get; init; }

    public ExternalMasterSpec? Master { get; init; }

    /// <summary>The spec with what the flags say in the place of what it said.</summary>
    /// <exception cref="CommandException">There are fewer workers than groups.</exception>
    public ClusterSpec Override(ClusterSpec spec)
    {
        IReadOnlyList<int> counts = [.. spec.Groups.Select(group => group.Count)];
        if (Workers is { } workers)
        {
            counts = GroupScaling.Scale(counts, workers);
        }

        return spec with
        {
            Name = Name ?? spec.Name,
            Groups = [.. spec.Groups.Select((group, index) => Override(group) with { Count = counts[index] })],
            Master = Override(spec.Master),
            Ports = Ports ?? spec.Ports,
            Expose = Expose ?? spec.Expose,
            Runtime = Runtime ?? spec.Runtime,
            Shim = Shim ?? spec.Shim,
            StrictMemory = StrictMemory ?? spec.StrictMemory,
            Seed = Seed ?? spec.Seed,
        };
    }

    /// <summary>The flag says where the same system's master runs, and so not what its metrics are called.</summary>
    private MasterSpec Override(MasterSpec master) => Master is null ? master : Master with
    {
        MetricsPath = master.MetricsPath,
        RequestsMetric = master.RequestsMetric,
        LatencyMetric = master.LatencyMetric,
    };

    private WorkerGroupSpec Override(WorkerGroupSpec group) => group with
    {
        PerNode = WorkersPerNode ?? group.PerNode,
        MemoryBytes = MemoryBytes ?? group.MemoryBytes,
        Cpus = Cpus ?? group.Cpus,
        Ramdisks = RamdiskBytes is { } bytes
            ? [.. group.Ramdisks.Select(ramdisk => ramdisk with { SizeBytes = bytes })]
            : group.Ramdisks,
    };
}
