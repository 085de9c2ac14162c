namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A path that answers over HTTP.</summary>
[ShortForm(nameof(Path))]
internal sealed record HttpKeys : KeyTable
{
    [Key(
        "The path, with placeholders.",
        Example = "/healthz",
        IsRequired = true)]
    public string? Path { get; init; }

    [Key(
        "A port of the group by its name; a number for a master. Default: the group's first, the "
            + "master's own.",
        Example = "web")]
    public string? Port { get; init; }

    [Key(
        "The status that is expected.",
        Default = "200",
        Example = "204",
        Min = 100,
        Max = 599)]
    public int? Status { get; init; }

    [Key(
        "A text that the body has to contain. Default: any body.",
        Example = "ok")]
    public string? Body { get; init; }
}
