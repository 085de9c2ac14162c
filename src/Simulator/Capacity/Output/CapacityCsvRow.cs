namespace ScaleSim.Simulator.Capacity.Output;

/// <summary>A line of the CSV: a resource of this machine, or a machine type.</summary>
internal sealed record CapacityCsvRow(CapacityResource? Resource, CapacityMachine? Machine)
{
    public static IEnumerable<CapacityCsvRow> Of(CapacityReport report) =>
    [
        .. report.Result.Rows.Select(row => new CapacityCsvRow(CapacityResource.Of(row), null)),
        .. report.Types.Select(fit => new CapacityCsvRow(null, CapacityMachine.Of(fit))),
    ];
}
