namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A master that somebody else runs.</summary>
[ShortForm(nameof(Address))]
internal sealed record ExternalKeys : KeyTable
{
    [Key(
        "A name or address that this machine and the workers can reach.",
        Example = "192.0.2.7",
        IsRequired = true)]
    public string? Host { get; init; }

    [Key(
        "Its port.",
        Example = "9421",
        IsRequired = true,
        Min = 1,
        Max = 65535)]
    public int? Port { get; init; }

    [Key(
        "When it serves, seen from this machine; nothing is created before. Default: its port is looked at, and "
            + "you are warned where it does not answer.",
        Example = "{http: {path: /health}}")]
    public ReadyKeys? Ready { get; init; }

    [Key(
        "Its page of metrics in the Prometheus text format at this port, sampled into master.csv: the path.",
        Example = "/metrics")]
    public MetricsKeys? Metrics { get; init; }

    /// <value>Both in one: <c>HOST:PORT</c>.</value>
    public string? Address { get; init; }
}
