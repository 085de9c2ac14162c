namespace ScaleSim.Core.Capacity;

/// <summary>A resource of the machine: what a worker takes, what there is, how many workers that makes.</summary>
/// <param name="Resource">For example <c>memory, idle</c>.</param>
/// <param name="PerWorker">On average over all groups; not below 0.</param>
/// <param name="Available">What is there for workers, with what the cluster takes at any size taken off.</param>
/// <param name="IsMeasured">Whether a worker's share was measured here; else it is another machine's.</param>
/// <param name="Counts">Whether a cluster that takes more can't run; else it is a mere promise.</param>
public sealed record CapacityRow(
    string Resource, CapacityUnit Unit, double PerWorker, double Available, bool IsMeasured, bool Counts = true)
{
    /// <value>How many workers that makes.</value>
    public int Fits => Bound ?? WorkerCount.Fitting(PerWorker, Available);

    /// <value>How many workers that makes, where there is more of it for more of them; null for the quotient.</value>
    public int? Bound { get; init; }

    /// <value>What else is to be known of it, as a clause.</value>
    public string Note { get; init; } = "";
}
