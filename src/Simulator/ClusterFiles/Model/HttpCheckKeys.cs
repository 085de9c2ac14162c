namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A GET request to workers.</summary>
internal sealed record HttpCheckKeys : KeyTable
{
    [Key(
        "A port of the workers by its name.",
        Example = "web",
        IsRequired = true)]
    public string? Port { get; init; }

    [Key(
        "The path, with placeholders.",
        Example = "/status",
        IsRequired = true)]
    public string? Path { get; init; }
}
