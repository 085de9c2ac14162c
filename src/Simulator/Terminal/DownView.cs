using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Commands;
using ScaleSim.Simulator.Remains;

namespace ScaleSim.Simulator.Terminal;

/// <summary>The end of <c>down</c>: what was looked for, and what is left (docs/specs/down.md).</summary>
/// <param name="verbose">Whether each kind has a line.</param>
internal sealed class DownView(CommandContext context, OutputFormat format, bool verbose)
{
    /// <value>One line per kind.</value>
    public static CsvTable<KindResult> Csv { get; } = new(
        new("kind", kind => kind.Kind),
        new("checked", kind => kind.Look.NotChecked is null ? "yes" : "no"),
        new("notChecked", kind => kind.Look.NotChecked),
        new("found", kind => RawText.Number(kind.Look.Found.Count)),
        new("names", kind => string.Join("; ", kind.Look.Found.Select(remain => remain.Name))));

    public void Write(ClusterState cluster, RemainsReport remains, TimeSpan elapsed)
    {
        switch (format)
        {
            case OutputFormat.Json:
                string json = JsonSerializer.Serialize(
                    DownDocument.Of(cluster, remains, elapsed), DownJsonContext.Default.DownDocument);
                RawText.Write(context.Output, writer => writer.Write($"{json}\n"));
                break;
            case OutputFormat.Csv:
                RawText.Write(context.Output, writer => Csv.Write(writer, remains.Kinds));
                break;
            default:
                context.Say(remains.ToString());
                foreach (string line in verbose ? remains.Lines() : [])
                {
                    context.Say($"  {line}");
                }

                break;
        }
    }
}
