namespace ScaleSim.Core.Capacity;

/// <summary>
/// What can be told to be a cluster's own, whatever else goes on on the machine: its workers' control groups and the
/// shims that watch over them.
/// </summary>
/// <param name="OpenFiles">Null where only root may see them.</param>
public sealed record ClusterFootprint(long MemoryBytes, long Threads, long? OpenFiles);
