using System.Globalization;
using CsvHelper;
using ScaleSim.Simulator.Doctor;

namespace ScaleSim.Simulator.Doctor.Output;

/// <summary>Writes the report as CSV, a line per check. The columns are specified in docs/specs/doctor.md.</summary>
internal static class DoctorCsv
{
    private static readonly string[] Columns = ["name", "status", "message", "reason", "fix", "link", "repair"];

    public static void Write(DoctorReport report, TextWriter output)
    {
        using CsvWriter csv = new(output, CultureInfo.InvariantCulture, leaveOpen: true);
        WriteLine(csv, Columns);
        foreach (DoctorResult result in report.Checks)
        {
            WriteLine(
                csv,
                [
                    result.Name, Word(result.Status), result.Message, result.Reason, result.Fix,
                    result.Link?.ToString(), result.Repair,
                ]);
        }
    }

    private static void WriteLine(CsvWriter csv, IEnumerable<string?> fields)
    {
        foreach (string? field in fields)
        {
            csv.WriteField(field);
        }

        csv.NextRecord();
    }

    // The words of the JSON form.
    private static string Word(DoctorStatus status) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
