using System.Text.Json;
using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Orphans;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>What was left behind and what became of it, on the screen or as data (docs/specs/clean.md).</summary>
internal static class CleanView
{
    /// <value>One line per orphan.</value>
    public static CsvTable<CleanResult> Csv { get; } = new(
        new("kind", result => result.Orphan.Kind),
        new("name", result => result.Orphan.Name),
        new("owner", result => result.Orphan.Owner),
        new("since", result => SinceOf(result.Orphan)),
        new("why", result => result.Orphan.Why),
        new("outcome", result => WordOf(result.Outcome)),
        new("detail", result => result.Detail));

    /// <param name="now">What ages are counted to.</param>
    public static void Write(
        IAnsiConsole console, IReadOnlyList<CleanResult> results, OutputFormat format, DateTimeOffset now)
    {
        switch (format)
        {
            case OutputFormat.Json:
                var document = new CleanDocument { Orphans = [.. results.Select(CleanDocumentOrphan.Of)] };
                string json = JsonSerializer.Serialize(document, CleanJsonContext.Default.CleanDocument);
                RawText.Write(console, writer => writer.Write($"{json}\n"));
                break;
            case OutputFormat.Csv:
                RawText.Write(console, writer => Csv.Write(writer, results));
                break;
            default:
                WriteTable(console, results, now);
                break;
        }
    }

    /// <summary><c>found</c>, <c>removed</c>, <c>kept</c>, <c>failed</c>.</summary>
    public static string WordOf(CleanOutcome outcome) => outcome.ToString().ToLowerInvariant();

    public static string? SinceOf(Orphan orphan) => orphan.Since is { } since ? ReportText.Utc(since) : null;

    private static void WriteTable(IAnsiConsole console, IReadOnlyList<CleanResult> results, DateTimeOffset now)
    {
        if (results.Count == 0)
        {
            Messages.Line(console, "nothing was left behind");
            return;
        }

        Table table = Tables.Create("kind", "name", "owner", "age", "outcome", "why");
        foreach (CleanResult result in results)
        {
            string why = result.Outcome == CleanOutcome.Kept
                ? $"{result.Orphan.Why}; {result.Detail}"
                : result.Orphan.Why;
            table.AddRow(
                new Text(result.Orphan.Kind),
                new Text(result.Orphan.Name),
                new Text(result.Orphan.Owner),
                new Text(result.Orphan.Since is { } since ? Figures.Duration(now - since) : ""),
                new Text(WordOf(result.Outcome)),
                new Text(SafeText.Line(why)));
        }

        Tables.Write(console, table);
        IEnumerable<string> counts = results.GroupBy(result => result.Outcome)
            .OrderBy(group => group.Key)
            .Select(group => $"{RawText.Number(group.Count())} {WordOf(group.Key)}");
        Messages.Line(console, string.Join(", ", counts));
    }
}
