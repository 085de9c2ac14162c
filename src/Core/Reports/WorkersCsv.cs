namespace ScaleSim.Core.Reports;

/// <summary>workers.csv: one line per planned worker (docs/specs/workers.md).</summary>
internal static class WorkersCsv
{
    public static CsvTable<WorkerRow> Table { get; } = new(
        new("index", row => ReportText.Whole(row.Worker.Index)),
        new("name", row => row.Worker.Name),
        new("node", row => row.Node.Name),
        new("address", row => row.Node.Address.ToString()),
        new("ports", row => string.Join(' ', row.Worker.Ports.Select(port => $"{port.Name}={port.Number}"))),
        new("createdMs", row => ReportText.Milliseconds(row.Timeline.Created)),
        new("startedMs", row => ReportText.Milliseconds(row.Timeline.Started)),
        new("readyMs", row => ReportText.Milliseconds(row.Timeline.Ready)),
        new("registeredMs", row => ReportText.Milliseconds(row.Timeline.Registered)),
        new("state", row => row.State),
        new("failure", row => row.Timeline.Failure));
}
