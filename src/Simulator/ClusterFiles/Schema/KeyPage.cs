using System.Globalization;
using System.Text;
using ScaleSim.Simulator.ClusterFiles.Binding;
using ScaleSim.Simulator.ClusterFiles.Model;

namespace ScaleSim.Simulator.ClusterFiles.Schema;

/// <summary>The tables of keys in docs/cluster-file.md, from the same types that the binder fills.</summary>
internal static class KeyPage
{
    /// <value>Between these two lines the page is made, not written.</value>
    public const string Begin = "<!-- keys: made from the types; see CONTRIBUTING.md -->";

    public const string End = "<!-- end of keys -->";

    private static readonly (string Heading, Type Table)[] Tables =
    [
        ("The file", typeof(ClusterKeys)),
        ("workers, groups.NAME", typeof(GroupKeys)),
        ("archive", typeof(ArchiveKeys)),
        ("fromHost", typeof(HostImageKeys)),
        ("fromHost.paths", typeof(HostPathKeys)),
        ("ramdisks", typeof(RamdiskKeys)),
        ("files", typeof(FileKeys)),
        ("mounts", typeof(MountKeys)),
        ("logs", typeof(LogKeys)),
        ("network", typeof(NetworkKeys)),
        ("ulimits.NAME", typeof(UlimitKeys)),
        ("ready", typeof(ReadyKeys)),
        ("ready.tcp", typeof(TcpKeys)),
        ("ready.http", typeof(HttpKeys)),
        ("master", typeof(MasterKeys)),
        ("master.process", typeof(ProcessKeys)),
        ("master.process.metrics", typeof(MetricsKeys)),
        ("master.external", typeof(ExternalKeys)),
        ("registered", typeof(RegisteredKeys)),
        ("registered.http, registered.prometheus", typeof(HttpQueryKeys)),
        ("registered.list, registered.count", typeof(SelectionKeys)),
        ("start", typeof(StartKeys)),
        ("checks.NAME", typeof(CheckKeys)),
        ("checks.NAME.http", typeof(HttpCheckKeys)),
        ("checks.NAME.expect", typeof(ExpectKeys)),
    ];

    /// <summary>Every table, as Markdown, without the two lines around.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        foreach ((string heading, Type table) in Tables)
        {
            page.Append(CultureInfo.InvariantCulture, $"### {heading}\n\n");
            page.Append("| key | value | default | example | what it is |\n|---|---|---|---|---|\n");
            foreach (KeyProperty key in KeyProperty.Of(table))
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{key.Name}` | {ValueOf(key)} | {DefaultOf(key.Key)} | ");
                page.Append(CultureInfo.InvariantCulture, $"`{key.Key.Example}` | {Cell(key.Key.Description)} |\n");
            }

            page.Append('\n');
        }

        return page.ToString();
    }

    private static string DefaultOf(KeyAttribute key) =>
        key.IsRequired ? "needed" : key.Default is null ? "–" : Cell(key.Default);

    private static string ValueOf(KeyProperty key) => key.Type switch
    {
        var type when KeyProperty.IsTable(type) =>
            KeyProperty.ShortFormOf(type) is null ? "mapping" : "mapping or short form",
        var type when KeyProperty.ItemOf(type) is not null => "list",
        var type when KeyProperty.ValueOf(type) is not null =>
            key.Key.List == ListForm.None ? "mapping" : "mapping or list",
        var type when type == typeof(Words) => "list of words, or a text",
        var type when type == typeof(string) => "text",
        var type when type == typeof(bool) => "true or false",
        var type when type == typeof(double) => "number",
        var type when type == typeof(int) || type == typeof(long) => "whole number",
        var type => ScalarFormats.Of(type)!.Words,
    };

    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);
}
