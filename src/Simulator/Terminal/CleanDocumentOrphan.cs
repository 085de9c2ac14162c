using ScaleSim.Simulator.Orphans;

namespace ScaleSim.Simulator.Terminal;

/// <summary>Something that was left behind.</summary>
internal sealed record CleanDocumentOrphan
{
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <value>Null where nobody can tell.</value>
    public string? Owner { get; init; }

    /// <value>UTC; null where nobody can tell.</value>
    public string? Since { get; init; }

    public required string Why { get; init; }

    public required string Outcome { get; init; }

    /// <value>Why it was kept or could not be removed; null otherwise.</value>
    public string? Detail { get; init; }

    public static CleanDocumentOrphan Of(CleanResult result) => new()
    {
        Kind = result.Orphan.Kind,
        Name = result.Orphan.Name,
        Owner = result.Orphan.Owner.Length > 0 ? result.Orphan.Owner : null,
        Since = CleanView.SinceOf(result.Orphan),
        Why = result.Orphan.Why,
        Outcome = CleanView.WordOf(result.Outcome),
        Detail = result.Detail,
    };
}
