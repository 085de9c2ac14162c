namespace ScaleSim.Core.Reports.Summaries;

/// <summary>summary.json: a run in figures that later reports can compare (docs/specs/summary.md).</summary>
public sealed record RunSummary
{
    /// <value>Rises when a field changes its meaning or goes; a new field leaves it.</value>
    public const int CurrentSchemaVersion = 1;

    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    public required SoftwareSummary ScaleSim { get; init; }

    public required string Cluster { get; init; }

    public required string Run { get; init; }

    public required int Seed { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required string SpecSha256 { get; init; }

    public required string PlanSha256 { get; init; }

    /// <value>UTC, ISO 8601.</value>
    public required string StartedAt { get; init; }

    public required long DurationMs { get; init; }

    /// <value>The phase that the run is in; <c>ended</c> once it is over.</value>
    public required string Phase { get; init; }

    public required string Outcome { get; init; }

    public int? ExitCode { get; init; }

    public string? Failure { get; init; }

    public required EngineSummary Engine { get; init; }

    public required MachineSummary Machine { get; init; }

    public required NodeCounts Nodes { get; init; }

    public required WorkerCounts Workers { get; init; }

    public required IReadOnlyList<PhaseSummary> Phases { get; init; }

    public required IReadOnlyList<CheckSummary> Checks { get; init; }

    /// <value>Deaths while the cluster was in use, in their order, at most 1000.</value>
    public required IReadOnlyList<DeathSummary> Deaths { get; init; }

    public TestCommandSummary? TestCommand { get; init; }

    /// <value>The plan's warnings, and what of the report itself could not be written.</value>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <value>What the run can't measure.</value>
    public required string Statement { get; init; }
}
