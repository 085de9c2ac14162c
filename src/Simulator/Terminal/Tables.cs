using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>The one look of all tables: no frame, so that they can be read in a log and copied.</summary>
internal static class Tables
{
    /// <value>Longer listings are cut on a screen; csv and json have every line.</value>
    public const int RowsMax = 40;

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
