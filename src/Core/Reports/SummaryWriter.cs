using System.Text.Encodings.Web;
using System.Text.Json;
using ScaleSim.Core.Reports.Summaries;

namespace ScaleSim.Core.Reports;

/// <summary>Writes and reads summary.json.</summary>
public static class SummaryWriter
{
    /// <value>The file is read by people, and stands in no web page: quotes and letters stay as they are.</value>
    private static readonly SummaryJsonContext Json = new(new JsonSerializerOptions(SummaryJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Replaces the file whole: a reader sees the old summary or the new one.</summary>
    /// <exception cref="IOException">The file could not be written; the summary before it is untouched.</exception>
    public static void Write(string path, RunSummary summary) => AtomicFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, summary, Json.RunSummary);
        stream.WriteByte((byte)'\n');
    });

    /// <exception cref="JsonException">The file is not a summary.</exception>
    public static RunSummary Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return JsonSerializer.Deserialize(stream, Json.RunSummary)
            ?? throw new JsonException($"{path} holds null where a summary should be.");
    }
}
