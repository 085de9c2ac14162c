namespace ScaleSim.Core.Specs;

/// <summary>The shape of the start: how a registration storm is made gentle, or sharp.</summary>
/// <param name="Batch">Workers that are let go at once; null for one at a time as the engine can.</param>
/// <param name="PerSecond">Workers per second at most; null for no bound.</param>
/// <param name="Jitter">Each start is delayed by up to so long, by the seed; null for none.</param>
public sealed record StartSpec(int? Batch = null, double? PerSecond = null, TimeSpan? Jitter = null);
