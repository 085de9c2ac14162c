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
    private const int StrangersMax = 3;
    private const int LastLinesMax = 3;
    private const int AbsencesMax = 5;

    /// <value>status --format csv: one line per worker.</value>
    public static CsvTable<(NodeState? Node, WorkerState Worker, bool? IsRegistered)> Csv { get; } = new(
        new("index", row => RawText.Number(row.Worker.Index)),
        new("name", row => row.Worker.Name),
        new("node", row => row.Node?.Name),
        new("address", row => row.Node?.Address?.ToString()),
        new("ports", row => RawText.Ports(row.Worker.Ports)),
        new("status", row => EventNames.Of(row.Worker.Status)),
        new("detail", row => row.Worker.Detail),
        new("group", row => row.Worker.Group),
        new("registered", row => row.IsRegistered is { } isRegistered ? isRegistered ? "yes" : "no" : null));

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
                RawText.Write(console, writer => Csv.Write(writer, RowsOf(status)));
                break;
            default:
                WriteTable(console, status);
                break;
        }
    }

    private static IEnumerable<(NodeState? Node, WorkerState Worker, bool? IsRegistered)> RowsOf(ClusterStatus status)
    {
        ClusterState state = status.Cluster;
        Dictionary<int, NodeState> nodes = state.Nodes.DistinctBy(node => node.Index).ToDictionary(node => node.Index);
        return state.Workers.Select(worker => (
            nodes.GetValueOrDefault(worker.Node), worker, status.Registered?.Indexes?.Contains(worker.Index)));
    }

    private static void WriteTable(IAnsiConsole console, ClusterStatus status)
    {
        ClusterState state = status.Cluster;
        Messages.Line(
            console,
            $"{state.Cluster}: {status.Running} of {Figures.Count(state.Intended, "worker")} running on "
            + $"{Figures.Count(state.Nodes.Count, "node")}, run {state.Run}, started by {state.User}");
        if (state.Keeper?.ExpiresAt is { } end)
        {
            Messages.Line(console, $"its time to live ends {TimeLeft.Of(end, status.SeenAt)}");
        }

        Messages.Line(console, MasterOf(status));
        WriteNames(console, status);
        WriteStates(console, status);
        WriteGroups(console, status);
        Tables.Write(console, NodesOf(state));
        PlanView.WriteCut(console, state.Nodes.Count, "node");
        WriteMissing(console, status.Missing);
        WriteDeaths(console, status);
        WriteAbsences(console, status.Keeper?.Absences ?? []);
        if (status.Keeper?.IsRestoring == true)
        {
            Messages.Line(console, "the engine was away: the keeper starts again what ended with it");
        }

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

        string registered = status.Registered is { } counted
            ? $"counts {Figures.Count(counted.Count, "registered worker")}{StrangersOf(counted)}"
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

    private static string StrangersOf(RegisteredWorkers registered) => registered.Strangers.Count == 0
        ? ""
        : $", {registered.Strangers.Count} of them not this cluster's: "
            + string.Join(", ", registered.Strangers.Take(StrangersMax));

    /// <summary><c>17 running, 2 exited, 1 missing</c>, where that is news.</summary>
    private static void WriteStates(IAnsiConsole console, ClusterStatus status)
    {
        if (status.Missing.Count > 0)
        {
            Messages.Line(
                console,
                string.Join(", ", status.States.Select(state => $"{RawText.Number(state.Value)} {state.Key}")));
        }
    }

    /// <summary>A single group is the cluster.</summary>
    private static void WriteGroups(IAnsiConsole console, ClusterStatus status)
    {
        if (status.Groups.Count < 2)
        {
            return;
        }

        Table table = Tables.Create("group", "workers", "running", "registered");
        foreach (TableColumn column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        foreach (GroupStatus group in status.Groups)
        {
            table.AddRow(
                new Text(group.Name),
                new Text(RawText.Number(group.Intended)),
                new Text(RawText.Number(group.Running)),
                new Text(group.Registered is { } registered ? RawText.Number(registered) : ""));
        }

        Tables.Write(console, table);
    }

    private static void WriteDeaths(IAnsiConsole console, ClusterStatus status)
    {
        IReadOnlyList<WorkerDeath> deaths = status.Deaths;
        if (deaths.Count == 0)
        {
            return;
        }

        Table table = Tables.Create("death", "worker", "why");
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        foreach (WorkerDeath death in deaths.TakeLast(Tables.RowsMax))
        {
            table.AddRow(
                new Text(ReportText.Utc(death.Time)),
                new Text(status.NameOf(death.Worker)),
                new Text(SafeText.Line(death.Why)));
        }

        Tables.Write(console, table);
        foreach (WorkerDeath death in deaths.Where(death => death.LastLines.Count > 0)
            .Reverse().DistinctBy(death => death.Worker).Take(LastLinesMax))
        {
            Messages.Line(
                console,
                $"last lines of {status.NameOf(death.Worker)}:"
                + string.Concat(death.LastLines.Select(line => $"{Environment.NewLine}  {SafeText.Line(line)}")));
        }
    }

    private static void WriteAbsences(IAnsiConsole console, IReadOnlyList<KeeperAbsence> absences)
    {
        foreach (KeeperAbsence absence in absences.TakeLast(AbsencesMax))
        {
            string text = $"engine away from {ReportText.Utc(absence.Lost)} to {ReportText.Utc(absence.Returned)}: "
                + $"{Figures.Count(absence.Nodes, "node")} and {Figures.Count(absence.Workers, "worker")} ended. "
                + absence.Outcome;
            if (absence.IsMended)
            {
                Messages.Line(console, text);
            }
            else
            {
                Messages.Warning(console, text);
            }
        }
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

    private static void WriteMissing(IAnsiConsole console, IReadOnlyList<MissingWorker> missing)
    {
        if (missing.Count == 0)
        {
            return;
        }

        Table table = Tables.Create("worker missing", "status", "why");
        foreach (MissingWorker worker in missing.Take(Tables.RowsMax))
        {
            table.AddRow(new Text(worker.Name), new Text(worker.State), new Text(SafeText.Line(worker.Why)));
        }

        Tables.Write(console, table);
        PlanView.WriteCut(console, missing.Count, "worker");
    }
}
