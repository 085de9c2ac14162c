namespace ScaleSim.Core.Capacity;

/// <summary>A number of workers on one type of machine.</summary>
/// <param name="PerHost">The most workers that one such machine carries.</param>
/// <param name="EndsFirst">The resource that ends there.</param>
/// <param name="Hosts">Machines that all workers need; null where one carries none.</param>
/// <param name="StartTime">How long the fullest machine takes to start its share; null where it carries none.</param>
public sealed record MachineFit(MachineType Type, int PerHost, string EndsFirst, int? Hosts, TimeSpan? StartTime)
{
    /// <value>What they cost together; null where one carries none.</value>
    public decimal? DollarsPerHour => Hosts * Type.DollarsPerHour;
}
