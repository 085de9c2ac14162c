namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>What is expected of a check's answer.</summary>
internal sealed record ExpectKeys : KeyTable
{
    [Key(
        "A command's exit code, or the HTTP status.",
        Example = "0",
        Min = 0,
        Max = 599)]
    public int? Code { get; init; }

    [Key(
        "A text that the output or body has to contain, with placeholders.",
        Example = "healthy")]
    public string? Contains { get; init; }

    [Key(
        "A regular expression that the output or body has to match.",
        Example = "'^ok'")]
    public string? Matches { get; init; }

    [Key(
        "A comparison with the number that the output is, with placeholders.",
        Example = "'>= {cluster.workers}'")]
    public string? Number { get; init; }
}
