namespace ScaleSim.Simulator.Capacity.Output;

/// <summary>The answer as JSON. The shape is specified in docs/specs/capacity.md: keep them in step.</summary>
internal sealed record CapacityDocument(
    int SchemaVersion,
    int Cores,
    long MemoryBytes,
    string Engine,
    string System,
    IReadOnlyList<int> MeasuredWith,
    double Seconds,
    int Fits,
    string EndsFirst,
    int Workers,
    IReadOnlyList<CapacityResource> Resources,
    IReadOnlyList<CapacityMachine> MachineTypes,
    string Caveat)
{
    public static CapacityDocument Of(CapacityReport report) => new(
        SchemaVersion: 1,
        report.Machine.Cores,
        report.Machine.MemoryBytes,
        report.Engine,
        report.System,
        [report.FirstSample, report.SecondSample],
        Math.Round(report.Elapsed.TotalSeconds, 1),
        report.Result.Fits,
        report.Result.EndsFirst.Resource,
        report.Workers,
        [.. report.Result.Rows.Select(CapacityResource.Of)],
        [.. report.Types.Select(CapacityMachine.Of)],
        report.Caveat);
}
