namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>An image in a file that <c>docker save</c> wrote.</summary>
[ShortForm(nameof(Path))]
internal sealed record ArchiveKeys : KeyTable
{
    [Key(
        "The file, relative to the cluster file.",
        Example = "worker.tar",
        IsRequired = true)]
    public string? Path { get; init; }

    [Key(
        "Which of the archive's images; needed where it has several.",
        Example = "'worker:1.2'")]
    public string? Tag { get; init; }
}
