namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A check of your own: one of the three ways, and what is expected.</summary>
internal sealed record CheckKeys : KeyTable
{
    [Key(
        "A command, with placeholders: on this host, or inside the chosen workers where 'workers' is given.",
        Example = "[./list-files.sh]")]
    public Words? Exec { get; init; }

    [Key(
        "A GET request to each of the chosen workers.",
        Example = "{port: web, path: /status}")]
    public HttpCheckKeys? Http { get; init; }

    [Key(
        "A connection to this port of each of the chosen workers.",
        Example = "rpc")]
    public string? Tcp { get; init; }

    [Key(
        "Which workers: all, a share, a group, an index range, or some at random.",
        Default = "all; with 'exec', none: it runs on this host",
        Example = "5%")]
    public string? Workers { get; init; }

    [Key(
        "What is expected; all that is given has to hold.",
        Default = "{code: 0} for a command, {code: 200} for HTTP",
        Example = "{contains: ok}")]
    public ExpectKeys? Expect { get; init; }

    [Key(
        "How long it is tried again until it holds. Default: one try.",
        Example = "30s")]
    public TimeSpan? Retry { get; init; }

    [Key(
        "How long one try may take.",
        Default = "30s",
        Example = "5s")]
    public TimeSpan? Timeout { get; init; }
}
