using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>The one look of all tables: no frame, so that they can be read in a log and copied.</summary>
internal static class Tables
{
    /// <value>Longer listings are cut on a screen; csv and json have every line.</value>
    public const int RowsMax = 40;

    /// <summary>
    /// Writes a table; to a pipe, without the spaces that would fill each line up to the table's width.
    /// </summary>
    public static void Write(IAnsiConsole console, Table table)
    {
        if (console.Profile.Out.IsTerminal)
        {
            console.Write(table);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        plain.Profile.Width = console.Profile.Width;
        plain.Profile.Capabilities.Unicode = console.Profile.Capabilities.Unicode;
        plain.Write(table);
        IEnumerable<string> lines = text.ToString().Split('\n').Select(line => line.TrimEnd());
        RawText.Write(console, writer => writer.Write(string.Join('\n', lines)));
    }

    public static Table Create(params IEnumerable<string> headers)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header, new Style(decoration: Decoration.Bold))));
        }

        return table;
    }
}
