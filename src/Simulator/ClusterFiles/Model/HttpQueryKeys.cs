namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A GET request at the master.</summary>
[ShortForm(nameof(Path))]
internal sealed record HttpQueryKeys : KeyTable
{
    [Key(
        "The path, with placeholders.",
        Example = "/api/v1/workers",
        IsRequired = true)]
    public string? Path { get; init; }

    [Key(
        "Where the master answers HTTP. Default: its own port.",
        Example = "9090",
        Min = 1,
        Max = 65535)]
    public int? Port { get; init; }
}
