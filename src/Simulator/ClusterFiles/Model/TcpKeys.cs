namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A port that accepts connections.</summary>
[ShortForm(nameof(Port))]
internal sealed record TcpKeys : KeyTable
{
    [Key(
        "A port of the group by its name; a number for a master. Default: the group's first, the "
            + "master's own.",
        Example = "rpc")]
    public string? Port { get; init; }
}
