namespace ScaleSim.Simulator.Doctor.Output;

/// <summary>The report as JSON. The shape is specified in docs/specs/doctor.md: keep them in step.</summary>
internal sealed record DoctorDocument(
    int SchemaVersion, int Workers, int Nodes, int ExitCode, IReadOnlyList<DoctorResult> Checks)
{
    public static DoctorDocument Of(DoctorReport report) => new(
        SchemaVersion: 1, report.Demand.Workers, report.Demand.Nodes, report.ExitCode, report.Checks);
}
