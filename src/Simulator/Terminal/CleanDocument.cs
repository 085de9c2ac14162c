namespace ScaleSim.Simulator.Terminal;

/// <summary>What <c>scalesim clean --format json</c> prints (docs/specs/clean.md).</summary>
internal sealed record CleanDocument
{
    /// <value>Goes up when a reader of the old shape would misread the new.</value>
    public int SchemaVersion { get; init; } = 1;

    public required IReadOnlyList<CleanDocumentOrphan> Orphans { get; init; }
}
