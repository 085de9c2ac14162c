using ScaleSim.Core.Capacity;

namespace ScaleSim.Simulator.Capacity.Output;

/// <summary>A machine type of <see cref="CapacityDocument"/>; null where not one worker fits on it.</summary>
internal sealed record CapacityMachine(
    string Name,
    string Provider,
    int Cores,
    double MemoryGiB,
    decimal PricePerHour,
    int WorkersPerHost,
    string EndsFirst,
    int? Hosts,
    decimal? DollarsPerHour,
    double? StartSeconds)
{
    public static CapacityMachine Of(MachineFit fit) => new(
        fit.Type.Name,
        fit.Type.Provider,
        fit.Type.Cores,
        fit.Type.MemoryGiB,
        fit.Type.DollarsPerHour,
        fit.PerHost,
        fit.EndsFirst,
        fit.Hosts,
        fit.DollarsPerHour,
        fit.StartTime is { } time ? Math.Round(time.TotalSeconds, 1) : null);
}
