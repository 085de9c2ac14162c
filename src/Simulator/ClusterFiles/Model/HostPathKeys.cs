namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A file or directory that goes into an image.</summary>
[ShortForm(nameof(Source))]
internal sealed record HostPathKeys : KeyTable
{
    [Key(
        "Its path on this machine, relative to the cluster file.",
        Example = "./publish",
        IsRequired = true)]
    public string? Source { get; init; }

    [Key(
        "Its absolute path in the image. Default: the same as on this machine.",
        Example = "/opt/worker")]
    public string? Target { get; init; }
}
