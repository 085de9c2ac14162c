namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>The shape of the start.</summary>
internal sealed record StartKeys : KeyTable
{
    [Key(
        "Workers that are let go at once. Default: one at a time, as fast as the engine can.",
        Example = "50",
        Min = 1,
        Max = ScaleSim.Core.Specs.ClusterSpec.WorkersMax)]
    public int? Batch { get; init; }

    [Key(
        "Workers per second at most. Default: no bound.",
        Example = "20",
        Min = 0.001,
        Max = 100000)]
    public double? Rate { get; init; }

    [Key(
        "Each start is delayed by up to so long, by the seed.",
        Example = "2s")]
    public TimeSpan? Jitter { get; init; }
}
