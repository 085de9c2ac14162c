using System.Globalization;
using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Status;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A live cluster on the screen, or as data (docs/specs/status.md).</summary>
internal static class StatusView
{
    /// <value>status --format csv: one line per worker.</value>
    public static CsvTable<(NodeState? Node, WorkerState Worker)> Csv { get; } = new(
        new("index", row => RawText.Number(row.Worker.Index)),
        new("name", row => row.Worker.Name),
        new("node", row => row.Node?.Name),
        new("address", row => row.Node?.Address?.ToString()),
        new("ports", row => RawText.Ports(row.Worker.Ports)),
        new("status", row => EventNames.Of(row.Worker.Status)),
        new("detail", row => row.Worker.Detail));

    public static void Write(IAnsiConsole console, ClusterStatus status, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                string json = JsonSerializer.Serialize(
                    StatusDocument.Of(status), StatusJsonContext.Default.StatusDocument);
                RawText.Write(console, writer => writer.Write($"{json}\n"));
                break;
            case OutputFormat.Csv:
                RawText.Write(console, writer => Csv.Write(writer, RowsOf(status.Cluster)));
                break;
            default:
                WriteTable(console, status);
                break;
        }
    }

    private static IEnumerable<(NodeState? Node, WorkerState Worker)> RowsOf(ClusterState state)
    {
        Dictionary<int, NodeState> nodes = state.Nodes.DistinctBy(node => node.Index).ToDictionary(node => node.Index);
        return state.Workers.Select(worker => (nodes.GetValueOrDefault(worker.Node), worker));
    }

    private static void WriteTable(IAnsiConsole console, ClusterStatus status)
    {
        ClusterState state = status.Cluster;
        Messages.Line(
            console,
            $"{state.Cluster}: {status.Running} of {Figures.Count(state.Workers.Count, "worker")} running on "
            + $"{Figures.Count(state.Nodes.Count, "node")}, run {state.Run}, started by {state.User}");
        Messages.Line(console, MasterOf(status));
        WriteNames(console, status);
        Tables.Write(console, NodesOf(state));
        PlanView.WriteCut(console, state.Nodes.Count, "node");
        WriteOthers(console, [.. state.Workers.Where(worker => !IsRunning(worker))]);
        WriteDeaths(console, status);
        if (status.Unmanaged is { } unmanaged)
        {
            Messages.Warning(console, unmanaged);
        }
    }

    private static string MasterOf(ClusterStatus status)
    {
        if (status.Keeper?.MasterDeath is { } death)
        {
            string lines = death.LastLines.Count == 0 ? "it printed nothing" : "its last lines:";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"master at {status.MasterEndpoint} died at {ReportText.Utc(death.Time)} with exit code ")
                + $"{death.ExitCode}; {lines}"
                + string.Concat(death.LastLines.Select(line => $"{Environment.NewLine}  {SafeText.Line(line)}"));
        }

        string registered = status.Registered is { } count
            ? $"counts {Figures.Count(count, "registered worker")}"
            : "does not say who has registered";
        string process = status.Keeper?.MasterProcessId is { } id
            ? string.Create(CultureInfo.InvariantCulture, $" (process {id})")
            : "";
        return $"master{process} at {status.MasterEndpoint ?? "an unknown address"} {registered}";
    }

    private static void WriteNames(IAnsiConsole console, ClusterStatus status)
    {
        if (status.Keeper?.Dns is { } dns)
        {
            Messages.Line(console, $"names answered by DNS at {dns}");
        }

        if (status.Cluster.Keeper?.HostsFile is { } hostsFile)
        {
            Messages.Line(console, $"names in {hostsFile}");
        }
    }

    private static void WriteDeaths(IAnsiConsole console, ClusterStatus status)
    {
        IReadOnlyList<KeeperDeath> deaths = status.Keeper?.Deaths ?? [];
        if (deaths.Count == 0)
        {
            return;
        }

        Table table = Tables.Create("death", "worker", "exit code", "out of memory");
        foreach (KeeperDeath death in deaths.TakeLast(Tables.RowsMax))
        {
            table.AddRow(
                new Text(ReportText.Utc(death.Time)),
                new Text(status.NameOf(death.Worker)),
                new Text(death.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? ""),
                new Text(death.OutOfMemory ? "yes" : "no"));
        }

        Tables.Write(console, table);
    }

    private static bool IsRunning(WorkerState worker) => worker.Status == ContainerStatus.Running;

    private static Table NodesOf(ClusterState state)
    {
        Table table = Tables.Create("node", "address", "status", "workers", "running");
        table.Columns[3].RightAligned();
        table.Columns[4].RightAligned();
        ILookup<int, WorkerState> workers = state.Workers.ToLookup(worker => worker.Node);
        foreach (NodeState node in state.Nodes.Take(Tables.RowsMax))
        {
            table.AddRow(
                new Text(node.Name),
                new Text(node.Address?.ToString() ?? ""),
                new Text(EventNames.Of(node.Status)),
                new Text(RawText.Number(workers[node.Index].Count())),
                new Text(RawText.Number(workers[node.Index].Count(IsRunning))));
        }

        return table;
    }

    private static void WriteOthers(IAnsiConsole console, IReadOnlyList<WorkerState> others)
    {
        if (others.Count == 0)
        {
            return;
        }

        Table table = Tables.Create("worker not running", "status", "detail");
        foreach (WorkerState worker in others.Take(Tables.RowsMax))
        {
            table.AddRow(
                new Text(worker.Name), new Text(EventNames.Of(worker.Status)), new Text(SafeText.Line(worker.Detail)));
        }

        Tables.Write(console, table);
        PlanView.WriteCut(console, others.Count, "worker");
    }
}
