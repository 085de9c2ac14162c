namespace ScaleSim.Core.Capacity;

/// <summary>How many workers fit on the machine that was measured.</summary>
/// <param name="Rows">Every resource.</param>
/// <param name="Footprint">What a worker would take of another machine.</param>
public sealed record CapacityResult(IReadOnlyList<CapacityRow> Rows, WorkerFootprint Footprint)
{
    /// <value>The resource that ends first; of several the first in the table.</value>
    public CapacityRow EndsFirst => Rows.Where(row => row.Counts).MinBy(row => row.Fits)!;

    /// <value>The most workers that all resources have enough for.</value>
    public int Fits => EndsFirst.Fits;
}
