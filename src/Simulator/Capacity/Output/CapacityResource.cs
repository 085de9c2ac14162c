using ScaleSim.Core.Capacity;

namespace ScaleSim.Simulator.Capacity.Output;

/// <summary>A resource of <see cref="CapacityDocument"/>.</summary>
internal sealed record CapacityResource(
    string Resource, string Unit, double PerWorker, double Available, int Fits, bool Measured, bool Counts)
{
    public static CapacityResource Of(CapacityRow row) => new(
        row.Resource,
        UnitOf(row.Unit),
        Math.Round(row.PerWorker, 6),
        Math.Round(row.Available, 6),
        row.Fits,
        row.IsMeasured,
        row.Counts);

    public static string UnitOf(CapacityUnit unit) => unit.ToString().ToLowerInvariant();
}
