using System.Text.Json;
using ScaleSim.Core;
using ScaleSim.Core.Capacity;
using ScaleSim.Simulator.Terminal;
using Spectre.Console;

namespace ScaleSim.Simulator.Capacity.Output;

/// <summary>The answer of <c>capacity</c>, for people or as data (docs/specs/capacity.md).</summary>
internal static class CapacityView
{
    public static void Write(IAnsiConsole console, CapacityReport report, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                string json = JsonSerializer.Serialize(
                    CapacityDocument.Of(report), CapacityJsonContext.Default.CapacityDocument);
                RawText.Write(console, writer => writer.Write($"{json}\n"));
                break;
            case OutputFormat.Csv:
                RawText.Write(console, writer => CapacityCsv.Table.Write(writer, CapacityCsvRow.Of(report)));
                break;
            default:
                WriteTables(console, report);
                break;
        }
    }

    private static void WriteTables(IAnsiConsole console, CapacityReport report)
    {
        Messages.Line(
            console,
            $"This machine: {Quantity.Of(report.Machine.Cores, "core")}, "
            + $"{ByteSize.Format(report.Machine.MemoryBytes)}, {report.Engine}. Measured with {report.FirstSample} and "
            + $"then {report.SecondSample} workers of {report.System} in {Figures.Duration(report.Elapsed)}.");
        Tables.Write(console, Resources(report.Result));
        foreach (CapacityRow row in report.Result.Rows.Where(row => row.Note.Length > 0))
        {
            Messages.Line(console, $"{row.Resource}: {row.Note}.");
        }

        console.WriteLine();
        Messages.Line(
            console,
            $"About {CapacityFigures.Workers(report.Result.Fits)} of these workers fit here: "
            + $"'{report.Result.EndsFirst.Resource}' ends first.");
        Messages.Line(console, "~ not measured here, another machine's figure; ( ) a promise that does not count.");
        console.WriteLine();
        Messages.Line(console, $"Where {Quantity.Of(report.Workers, "worker")} would fit:");
        Tables.Write(console, Types(report));
        Messages.Line(
            console,
            "Reckoned from what a worker took here: memory, idle processor, start rate by cores, and a kernel tuned by "
            + "'scalesim doctor --fix'. Several hosts are as many clusters, one on each.");
        if (report.Caveat.Length > 0)
        {
            Messages.Line(console, report.Caveat);
        }
    }

    private static Table Resources(CapacityResult result)
    {
        Table table = Tables.Create("resource", "a worker takes", "available", "workers");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        table.Columns[3].RightAligned();
        foreach (CapacityRow row in result.Rows)
        {
            bool isFirst = ReferenceEquals(row, result.EndsFirst);
            Style style = isFirst ? new Style(decoration: Decoration.Bold)
                : row.Counts ? Style.Plain
                : new Style(Color.Grey);
            table.AddRow(
                new Text(row.Resource + (isFirst ? "  <- ends first" : ""), style),
                new Text((row.IsMeasured ? "" : "~ ") + CapacityFigures.Amount(row.PerWorker, row.Unit), style),
                new Text(CapacityFigures.Amount(row.Available, row.Unit), style),
                new Text(CountOf(row), style));
        }

        return table;
    }

    private static string CountOf(CapacityRow row)
    {
        string count = CapacityFigures.Workers(row.Fits);
        return row.Counts ? count : $"({count})";
    }

    private static Table Types(CapacityReport report)
    {
        Table table = Tables.Create("machine", "cores", "GiB", "each", "hosts", "$/hour", "ends first");
        foreach (int column in Enumerable.Range(1, 5))
        {
            table.Columns[column].RightAligned();
        }

        foreach (MachineFit fit in report.Types.Take(Tables.RowsMax))
        {
            table.AddRow(
                new Text($"{fit.Type.Provider} {fit.Type.Name}"),
                new Text(Quantity.Of(fit.Type.Cores)),
                new Text(CapacityFigures.Amount(fit.Type.MemoryGiB, CapacityUnit.Count)),
                new Text(CapacityFigures.Workers(fit.PerHost)),
                new Text(fit.Hosts is { } hosts ? Quantity.Of(hosts) : "-"),
                new Text(fit.DollarsPerHour is { } dollars ? CapacityFigures.Dollars(dollars) : "-"),
                new Text(fit.EndsFirst));
        }

        return table;
    }
}
