using System.Globalization;
using ScaleSim.Core.Reports;

namespace ScaleSim.Simulator.Capacity.Output;

/// <summary>The answer as CSV: resources, then machine types (docs/specs/capacity.md).</summary>
internal static class CapacityCsv
{
    public static CsvTable<CapacityCsvRow> Table { get; } = new(
        new("kind", row => row.Resource is null ? "machineType" : "resource"),
        new("name", row => row.Resource?.Resource ?? row.Machine?.Name),
        new("unit", row => row.Resource?.Unit),
        new("perWorker", row => Text(row.Resource?.PerWorker)),
        new("available", row => Text(row.Resource?.Available)),
        new("fits", row => Text(row.Resource?.Fits ?? row.Machine?.WorkersPerHost)),
        new("measured", row => Text(row.Resource?.Measured)),
        new("counts", row => Text(row.Resource?.Counts)),
        new("endsFirst", row => row.Machine?.EndsFirst),
        new("provider", row => row.Machine?.Provider),
        new("cores", row => Text(row.Machine?.Cores)),
        new("memoryGiB", row => Text(row.Machine?.MemoryGiB)),
        new("pricePerHour", row => Text(row.Machine?.PricePerHour)),
        new("hosts", row => Text(row.Machine?.Hosts)),
        new("dollarsPerHour", row => Text(row.Machine?.DollarsPerHour)),
        new("startSeconds", row => Text(row.Machine?.StartSeconds)));

    private static string? Text(bool? value) => value is { } known ? (known ? "true" : "false") : null;

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);
}
