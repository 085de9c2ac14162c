using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Workers;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>What a command answered in each worker: as text, or as data (docs/specs/exec.md).</summary>
internal static class ExecView
{
    /// <value>exec --format csv: one line per worker.</value>
    public static CsvTable<ExecDocument> Csv { get; } = new(
        new("index", row => RawText.Number(row.Index)),
        new("worker", row => row.Worker),
        new("exitCode", row => row.ExitCode is { } code ? RawText.Number(code) : null),
        new("stdout", row => row.Stdout),
        new("stderr", row => row.Stderr),
        new("failure", row => row.Failure));

    /// <summary>Both streams of one worker, behind its name.</summary>
    public static void Write(WorkerPrefix output, WorkerPrefix errors, ExecAnswer answer)
    {
        foreach (string line in LinesOf(answer.Result?.Output))
        {
            output.WriteLine(answer.Worker, line);
        }

        foreach (string line in LinesOf(answer.Result?.Error ?? answer.Failure))
        {
            errors.WriteLine(answer.Worker, line);
        }
    }

    public static void Write(IAnsiConsole console, IReadOnlyList<ExecAnswer> answers, OutputFormat format)
    {
        IReadOnlyList<ExecDocument> documents = [.. answers.Select(ExecDocument.Of)];
        if (format == OutputFormat.Csv)
        {
            RawText.Write(console, writer => Csv.Write(writer, documents));
            return;
        }

        string json = JsonSerializer.Serialize(documents, ExecJsonContext.Default.IReadOnlyListExecDocument);
        RawText.Write(console, writer => writer.Write($"{json}\n"));
    }

    /// <summary>Which exit codes there were, and of whom; one line where all are 0.</summary>
    public static void WriteCodes(IAnsiConsole console, IReadOnlyList<ExecAnswer> answers)
    {
        if (answers.All(answer => answer.IsOk))
        {
            Messages.Line(console, $"exit code 0 in {Figures.Count(answers.Count, "worker")}");
            return;
        }

        Table table = Tables.Create("exit code", "workers", "which");
        table.Columns[1].RightAligned();
        foreach (IGrouping<int?, ExecAnswer> group in answers.GroupBy(answer => answer.Result?.ExitCode)
            .OrderBy(group => group.Key ?? int.MaxValue))
        {
            table.AddRow(
                new Text(group.Key is { } code ? RawText.Number(code) : "not run"),
                new Text(RawText.Number(group.Count())),
                new Text(NamesOf(group)));
        }

        Tables.Write(console, table);
    }

    private static string NamesOf(IEnumerable<ExecAnswer> answers)
    {
        string[] names = [.. answers.Select(answer => answer.Worker.Name)];
        const int shown = 5;
        return string.Join(", ", names.Take(shown)) + (names.Length > shown ? $" and {names.Length - shown} more" : "");
    }

    private static string[] LinesOf(string? text) =>
        string.IsNullOrEmpty(text) ? [] : text.TrimEnd('\n').Split('\n');
}
