using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScaleSim.Simulator.Doctor.Output;

/// <summary>Writes the report as JSON.</summary>
internal static class DoctorJson
{
    // The text goes to a terminal or a file, not into a web page: "×" and quotes stay readable.
    private static readonly DoctorJsonContext Context = new(
        new JsonSerializerOptions(DoctorJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

    public static string Write(DoctorReport report) =>
        JsonSerializer.Serialize(DoctorDocument.Of(report), Context.DoctorDocument);
}
