namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A resource limit of each process.</summary>
[ShortForm(nameof(Both))]
internal sealed record UlimitKeys : KeyTable
{
    [Key(
        "What a process has; -1 for no limit.",
        Example = "1024",
        IsRequired = true,
        Min = -1,
        Max = long.MaxValue)]
    public long? Soft { get; init; }

    [Key(
        "What it may raise it to; -1 for no limit.",
        Example = "65536",
        IsRequired = true,
        Min = -1,
        Max = long.MaxValue)]
    public long? Hard { get; init; }

    /// <value>One number for both.</value>
    [Bounds(-1, long.MaxValue)]
    public long? Both { get; init; }
}
