using System.Text.Json;
using ScaleSim.Core.Reports.Summaries;

namespace ScaleSim.Core.Reports;

/// <summary>Writes and reads summary.json.</summary>
public static class SummaryWriter
{
    /// <summary>Replaces the file whole: a reader sees the old summary or the new one.</summary>
    /// <exception cref="IOException">The file could not be written; the summary before it is untouched.</exception>
    public static void Write(string path, RunSummary summary) => AtomicFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, summary, SummaryJsonContext.Default.RunSummary);
        stream.WriteByte((byte)'\n');
    });

    /// <exception cref="JsonException">The file is not a summary.</exception>
    public static RunSummary Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return JsonSerializer.Deserialize(stream, SummaryJsonContext.Default.RunSummary)
            ?? throw new JsonException($"{path} holds null where a summary should be.");
    }
}
