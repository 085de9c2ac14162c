namespace ScaleSim.Docker.Baseline;

/// <summary>How long the bare loops took.</summary>
public sealed record BareTimes(TimeSpan Up, TimeSpan Down);
