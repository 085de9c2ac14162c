using ScaleSim.Core.Ports;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Reference;

/// <summary>
/// What can be asked of a cluster of the reference system; everything has a default but name and size.
/// </summary>
internal sealed record ReferenceOptions
{
    /// <value>
    /// The port that the reference master listens on at the cluster's own gateway, so it collides with nobody's.
    /// </value>
    public const int DefaultMasterPort = 19998;

    public required string Name { get; init; }

    public required int Workers { get; init; }

    /// <value>Workers packed on one node; null for the planner's choice.</value>
    public int? PerNode { get; init; }

    public long RamdiskBytes { get; init; } = RamdiskSpec.DefaultSizeBytes;

    /// <value>Memory of the worker's program; its ramdisk comes on top.</value>
    public long MemoryBytes { get; init; } = WorkerGroupSpec.DefaultMemoryBytes;

    public double? Cpus { get; init; }

    /// <value>Where the workers' ports are taken from; null for the usual range.</value>
    public PortRange? Ports { get; init; }

    public Exposure Expose { get; init; } = Exposure.Auto;

    public string? Runtime { get; init; }

    public ShimSharing Shim { get; init; } = ShimSharing.Auto;

    public bool StrictMemory { get; init; }

    public int Seed { get; init; }

    public int MasterPort { get; init; } = DefaultMasterPort;

    /// <value>The host of a master that runs already; null for one that the keeper starts.</value>
    public string? ExternalMasterHost { get; init; }
}
