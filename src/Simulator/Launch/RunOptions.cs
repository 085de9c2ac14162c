using ScaleSim.Core.Checks;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.ClusterFiles;

namespace ScaleSim.Simulator.Launch;

/// <summary>The flags of the commands that plan or start a cluster, parsed and typed.</summary>
internal sealed record RunOptions
{
    /// <value>Workers when nobody says otherwise.</value>
    public const int DefaultWorkers = 100;

    public required string Name { get; init; }

    /// <value>The cluster file; null for the reference system without one.</value>
    public ClusterFile? File { get; init; }

    /// <value>The file or the reference system, with the flags over it.</value>
    public required ClusterSpec Spec { get; init; }

    /// <value>Whether a flag said how many workers; else the file or the default did.</value>
    public bool HasWorkers { get; init; }

    public int? Concurrency { get; init; }

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

    /// <value>After which the cluster is removed by itself; null for never.</value>
    public TimeSpan? TimeToLive { get; init; }

    public bool Keep { get; init; }

    public bool DryRun { get; init; }

    /// <value>The whole command line, for the report.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <value>All that stood after <c>--</c>, verbatim; empty for no test command.</value>
    public IReadOnlyList<string> TestCommand { get; init; } = [];

    public TimeSpan StartDeadline => StartTimeout ?? Core.Capacity.StartDeadline.Usual(Spec.Workers);
}
