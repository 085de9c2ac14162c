using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Capacity;

/// <summary>The machine at one moment of a measurement.</summary>
/// <param name="Workers">Workers of the cluster that is measured with.</param>
/// <param name="Sandboxes">Containers that hold their nodes.</param>
/// <param name="Limits">With what is taken of each.</param>
public sealed record MachineSample(
    int Workers, int Sandboxes, long MemoryAvailableBytes, IReadOnlyList<HostLimit> Limits)
{
    /// <value>Null where it can't be told.</value>
    public ClusterFootprint? Own { get; init; }
}
