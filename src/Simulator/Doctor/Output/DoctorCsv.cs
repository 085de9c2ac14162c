using System.Text.Json;
using ScaleSim.Core.Reports;

namespace ScaleSim.Simulator.Doctor.Output;

/// <summary>The report as CSV, a line per check. The columns are specified in docs/specs/doctor.md.</summary>
internal static class DoctorCsv
{
    public static CsvTable<DoctorResult> Table { get; } = new(
        new("name", result => result.Name),
        new("status", result => JsonNamingPolicy.CamelCase.ConvertName(result.Status.ToString())),
        new("message", result => result.Message),
        new("reason", result => result.Reason),
        new("fix", result => result.Fix),
        new("link", result => result.Link?.ToString()),
        new("repair", result => result.Repair));

    public static void Write(DoctorReport report, TextWriter output) => Table.Write(output, report.Checks);
}
