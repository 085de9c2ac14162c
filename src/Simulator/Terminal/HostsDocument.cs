using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Terminal;

/// <summary><c>hosts --format json</c> (docs/specs/hosts.md).</summary>
internal sealed record HostsDocument
{
    /// <value>Goes up when a reader of the old shape would misread the new.</value>
    public int SchemaVersion { get; init; } = 1;

    public required string Cluster { get; init; }

    public required string Run { get; init; }

    public string? Subnet { get; init; }

    public required IReadOnlyList<HostsDocumentName> Names { get; init; }

    public static HostsDocument Of(string run, NameTable names) => new()
    {
        Cluster = names.Cluster,
        Run = run,
        Subnet = names.Subnet,
        Names =
        [
            .. names.Names.Select(name => new HostsDocumentName(
                names.FullName(name), name.Address, HostsView.KindOf(name))),
        ],
    };
}
