using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Status;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>All clusters of an engine on the screen, or as data (docs/specs/status.md).</summary>
internal static class ClusterListView
{
    /// <value>One line per cluster.</value>
    public static CsvTable<ClusterState> Csv { get; } = new(
        new("cluster", state => state.Cluster),
        new("run", state => state.Run),
        new("user", state => state.User),
        new("createdAt", CreatedAt),
        new("nodes", state => RawText.Number(state.Nodes.Count)),
        new("workers", state => RawText.Number(state.Workers.Count)),
        new("running", state => RawText.Number(Running(state))),
        new("intended", state => RawText.Number(state.Intended)),
        new("state", StateOf),
        new("expiresAt", state => state.Keeper?.ExpiresAt is { } end ? ReportText.Utc(end) : null));

    /// <param name="now">What ages are counted to.</param>
    public static void Write(
        IAnsiConsole console, IReadOnlyList<ClusterState> clusters, OutputFormat format, DateTimeOffset now)
    {
        switch (format)
        {
            case OutputFormat.Json:
                IReadOnlyList<StatusDocument> documents = [.. clusters.Select(DocumentOf)];
                string json = JsonSerializer.Serialize(
                    documents, StatusJsonContext.Default.IReadOnlyListStatusDocument);
                RawText.Write(console, writer => writer.Write($"{json}\n"));
                break;
            case OutputFormat.Csv:
                RawText.Write(console, writer => Csv.Write(writer, clusters));
                break;
            default:
                WriteTable(console, clusters, now);
                break;
        }
    }

    private static void WriteTable(
        IAnsiConsole console, IReadOnlyList<ClusterState> clusters, DateTimeOffset now)
    {
        if (clusters.Count == 0)
        {
            Messages.Line(console, "no clusters");
            return;
        }

        // Few clusters have an end; the column is there where one has.
        bool anyEnds = clusters.Any(state => state.Keeper?.ExpiresAt is not null);
        string[] headers = ["cluster", "run", "user", "age", "nodes", "workers", "running", "state"];
        Table table = Tables.Create(anyEnds ? [.. headers, "time left"] : headers);
        foreach (ClusterState state in clusters)
        {
            Text[] cells =
            [
                new Text(state.Cluster),
                new Text(state.Run),
                new Text(state.User),
                new Text(state.CreatedAt is { } at ? Figures.Duration(now - at) : ""),
                new Text(RawText.Number(state.Nodes.Count)),
                new Text(RawText.Number(state.Intended)),
                new Text(RawText.Number(Running(state))),
                new Text(StateOf(state)),
            ];
            table.AddRow(anyEnds ? [.. cells, new Text(TimeLeft.Short(state.Keeper?.ExpiresAt, now))] : cells);
        }

        Tables.Write(console, table);
    }

    /// <summary>As the engine alone knows it: a list asks no keeper and no master.</summary>
    private static StatusDocument DocumentOf(ClusterState state) =>
        StatusDocument.Of(new ClusterStatus(state, keeper: null, unmanaged: null));

    private static string? CreatedAt(ClusterState state) =>
        state.CreatedAt is DateTimeOffset at ? ReportText.Utc(at) : null;

    /// <summary><c>up</c> where all workers run, <c>down</c> where none does, else <c>partly</c>.</summary>
    private static string StateOf(ClusterState state) =>
        Running(state) == 0 ? "down"
        : Running(state) == state.Intended && state.Workers.Count == state.Intended ? "up"
        : "partly";

    private static int Running(ClusterState state) =>
        state.Workers.Count(worker => worker.Status == ContainerStatus.Running);
}
