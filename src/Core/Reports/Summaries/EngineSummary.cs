namespace ScaleSim.Core.Reports.Summaries;

/// <summary>What made the nodes and workers exist, and the machine that it runs on.</summary>
public sealed record EngineSummary
{
    public required string Kind { get; init; }

    public required string Version { get; init; }

    public required string ApiVersion { get; init; }

    /// <value>The OCI runtime of the workers.</value>
    public required string Runtime { get; init; }

    public required string CgroupVersion { get; init; }

    public required string CgroupDriver { get; init; }

    public required string Kernel { get; init; }

    public required int Cores { get; init; }

    public required long MemoryBytes { get; init; }
}
