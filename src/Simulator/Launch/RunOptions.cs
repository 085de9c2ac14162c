using ScaleSim.Core.Checks;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Launch;

/// <summary>The flags of the commands that plan or start a cluster, parsed and typed.</summary>
internal sealed record RunOptions
{
    /// <value>Workers when nobody says otherwise.</value>
    public const int DefaultWorkers = 100;

    public required string Name { get; init; }

    public int Workers { get; init; } = DefaultWorkers;

    public int? WorkersPerNode { get; init; }

    public long RamdiskBytes { get; init; } = RamdiskSpec.DefaultSizeBytes;

    public long MemoryBytes { get; init; } = WorkerGroupSpec.DefaultMemoryBytes;

    public bool StrictMemory { get; init; }

    public double? Cpus { get; init; }

    public PortRange Ports { get; init; } = PortRange.Default;

    public Exposure Expose { get; init; } = Exposure.Auto;

    public int? Concurrency { get; init; }

    public string? Runtime { get; init; }

    public ShimSharing Shim { get; init; } = ShimSharing.Worker;

    public EngineKind Engine { get; init; } = EngineKind.Docker;

    public CheckSelection Checks { get; init; } = CheckSelection.All;

    public int Seed { get; init; }

    /// <value>For start, ready and registered together; null for 60 s and 1 s per 5 workers.</value>
    public TimeSpan? StartTimeout { get; init; }

    /// <value>Null for none.</value>
    public TimeSpan? TestTimeout { get; init; }

    /// <value>The folder of the report; null for <c>results/CLUSTER-RUN</c>.</value>
    public string? Output { get; init; }

    /// <value>The hosts file that has the cluster's names while it lives, an absolute path; null for none.</value>
    public string? HostsFile { get; init; }

    public bool Keep { get; init; }

    public bool DryRun { get; init; }

    /// <value>HOST:PORT of a master that runs elsewhere; null for the reference master on this host.</value>
    public ExternalMasterSpec? Master { get; init; }

    /// <value>The whole command line, for the report.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <value>All that stood after <c>--</c>, verbatim; empty for no test command.</value>
    public IReadOnlyList<string> TestCommand { get; init; } = [];

    public TimeSpan StartDeadline => StartTimeout ?? TimeSpan.FromSeconds(60 + (Workers / 5.0));
}
