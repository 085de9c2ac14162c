using System.Text.Json;
using ScaleSim.Core.Reports;
using ScaleSim.Simulator.HostNames;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A cluster's names as lines for a hosts file, or as data (docs/specs/hosts.md).</summary>
internal static class HostsView
{
    /// <value>hosts --format csv: one line per name.</value>
    public static CsvTable<(NameTable Names, HostName Name)> Csv { get; } = new(
        new("name", row => row.Names.FullName(row.Name)),
        new("address", row => row.Name.Address),
        new("kind", row => KindOf(row.Name)));

    public static void Write(IAnsiConsole console, string run, NameTable names, HostsFormat format)
    {
        switch (format)
        {
            case HostsFormat.Json:
                string json = JsonSerializer.Serialize(
                    HostsDocument.Of(run, names), HostsJsonContext.Default.HostsDocument);
                RawText.Write(console, writer => writer.Write($"{json}\n"));
                break;
            case HostsFormat.Csv:
                RawText.Write(console, writer => Csv.Write(writer, names.Names.Select(name => (names, name))));
                break;
            default:
                RawText.Write(console, writer =>
                    writer.Write(HostsText.Put("", names.Cluster, HostsText.LinesOf(names))));
                break;
        }
    }

    public static string KindOf(HostName name) => name.Kind switch
    {
        HostNameKind.Master => "master",
        HostNameKind.Node => "node",
        _ => "worker",
    };
}
