using System.Globalization;
using System.Text.Json;
using ScaleSim.Core;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Specs;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A plan on the screen, or as data (docs/specs/plan.md).</summary>
internal static class PlanView
{
    /// <value>plan --format csv: one line per worker.</value>
    public static CsvTable<(ClusterPlan Plan, WorkerPlan Worker)> Csv { get; } = new(
        new("index", row => RawText.Number(row.Worker.Index)),
        new("name", row => row.Worker.Name),
        new("fullName", row => row.Worker.FullName),
        new("container", row => row.Worker.ContainerName),
        new("group", row => row.Worker.Group.Name),
        new("node", row => row.Plan.NodeOf(row.Worker).Name),
        new("address", row => row.Plan.NodeOf(row.Worker).Address.ToString()),
        new("ports", row => RawText.Ports(row.Worker.Ports)),
        new("memoryLimitBytes", row => RawText.Number(row.Worker.MemoryLimitBytes)));

    public static void Write(IAnsiConsole console, ClusterPlan plan, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                string json = JsonSerializer.Serialize(PlanDocument.Of(plan), PlanJsonContext.Default.PlanDocument);
                RawText.Write(console, writer => writer.Write($"{json}\n"));
                break;
            case OutputFormat.Csv:
                RawText.Write(console, writer => Csv.Write(writer, plan.Workers.Select(worker => (plan, worker))));
                break;
            default:
                WriteTable(console, plan);
                break;
        }
    }

    private static void WriteTable(IAnsiConsole console, ClusterPlan plan)
    {
        Messages.Line(console, PlainRunView.Headline(plan));
        Messages.Line(console, $"network {plan.Network.Subnet}, bridge {plan.Network.Bridge}; ports {PortsOf(plan)}");
        Messages.Line(console, $"master {plan.Master.Endpoint}, inside {plan.Master.Name}");
        Tables.Write(console, NodesOf(plan));
        WriteCut(console, plan.Nodes.Count, "node");
        Messages.Line(console, $"memory: {IdleOf(plan)}");
        Messages.Line(console, $"        {FullOf(plan)}");
        foreach (string warning in plan.Warnings)
        {
            Messages.Warning(console, warning);
        }
    }

    private static string PortsOf(ClusterPlan plan) => plan.Expose == Exposure.Published
        ? "published on 127.0.0.1"
        : "reached directly at the nodes' addresses";

    private static Table NodesOf(ClusterPlan plan)
    {
        Table table = Tables.Create("node", "address", "workers", "first", "last", "ports");
        table.Columns[2].RightAligned();
        foreach (NodePlan node in plan.Nodes.Take(Tables.RowsMax))
        {
            WorkerPlan[] workers = [.. plan.WorkersOn(node)];
            table.AddRow(
                new Text(node.Name),
                new Text(node.Address.ToString()),
                new Text(RawText.Number(workers.Length)),
                new Text(workers.FirstOrDefault()?.Name ?? ""),
                new Text(workers.LastOrDefault()?.Name ?? ""),
                new Text(RangeOf(workers.SelectMany(worker => worker.Ports))));
        }

        return table;
    }

    private static string RangeOf(IEnumerable<NamedPort> ports)
    {
        int[] numbers = [.. ports.Select(port => port.Number)];
        return numbers.Length == 0 ? "none" : new PortRange(numbers.Min(), numbers.Max()).ToString();
    }

    internal static void WriteCut(IAnsiConsole console, int count, string noun)
    {
        if (count > Tables.RowsMax)
        {
            Messages.Line(
                console,
                $"and {Figures.Count(count - Tables.RowsMax, $"more {noun}")}; --format json or csv lists all");
        }
    }

    /// <summary><c>idle 5.0 GiB = 500 × 10.5 MiB + 5 nodes × 4.4 MiB, of 20 GiB available</c>.</summary>
    private static string IdleOf(ClusterPlan plan) => Sum(
        "idle", plan, plan.Memory.IdleBytes, group => MemoryModel.IdleBytes(group, plan.Spec.Shim));

    private static string FullOf(ClusterPlan plan) => Sum(
        "full", plan, plan.Memory.FullBytes, group => MemoryModel.FullBytes(group, plan.Spec.Shim));

    private static string Sum(string name, ClusterPlan plan, long total, Func<WorkerGroupSpec, long> ofWorker)
    {
        IEnumerable<string> workers = plan.Spec.Groups.Select(group => string.Create(
            CultureInfo.InvariantCulture, $"{group.Count} × {ByteSize.Format(ofWorker(group))}"));
        int sandboxes = plan.Nodes.Count(node => !node.IsWorker);
        string nodes = sandboxes == 0
            ? ""
            : $" + {Figures.Count(sandboxes, "node")} × {ByteSize.Format(MemoryModel.ContainerBytes)}";
        return $"{name} {ByteSize.Format(total)} = {string.Join(" + ", workers)}{nodes}, "
            + $"of {ByteSize.Format(plan.Memory.AvailableBytes)} available";
    }
}
