namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>What the engine keeps of a worker's output.</summary>
internal sealed record LogKeys : KeyTable
{
    [Key(
        "The size at which a file is closed and the next is begun.",
        Default = "1MiB",
        Example = "4MiB")]
    public FileSize? MaxSize { get; init; }

    [Key(
        "Files kept, the current one included.",
        Default = "2",
        Example = "3",
        Min = 1,
        Max = 1000)]
    public int? MaxFiles { get; init; }
}
