namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>What of an answer counts; one of the three ways.</summary>
[ShortForm(nameof(Json))]
internal sealed record SelectionKeys : KeyTable
{
    [Key(
        "The values at a JSON path.",
        Example = "'$.workers[*].address'")]
    public string? Json { get; init; }

    [Key(
        "What a regular expression matches; with groups their texts, joined by ':'. ^ and $ are a "
            + "line's ends.",
        Example = "'^(\\\\S+) +up$'")]
    public string? Regex { get; init; }

    [Key(
        "Samples of this name on a page of metrics.",
        Example = "worker_up")]
    public string? Metric { get; init; }

    [Key(
        "The label whose value names a worker, of samples above 0; beside 'metric'. Default: the sum "
            + "of the samples.",
        Example = "instance")]
    public string? Label { get; init; }

    [Key(
        "Labels that a sample must have; beside 'metric'.",
        Example = "{state: live}")]
    public IReadOnlyDictionary<string, string>? Where { get; init; }
}
