namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>When a worker or the master serves; one of the four ways.</summary>
internal sealed record ReadyKeys : KeyTable
{
    [Key(
        "A port accepts connections: its name.",
        Example = "rpc")]
    public TcpKeys? Tcp { get; init; }

    [Key(
        "A path answers over HTTP: the path.",
        Example = "{port: web, path: /healthz}")]
    public HttpKeys? Http { get; init; }

    [Key(
        "A line of the output matches this regular expression.",
        Example = "'listening on'")]
    public string? Log { get; init; }

    [Key(
        "A command inside the worker, or on the host for a master, ends with 0. Each look starts a "
            + "process through the engine: dear with a thousand workers.",
        Example = "[redis-cli, ping]")]
    public Words? Exec { get; init; }

    [Key(
        "Time between two looks. Default: short at first, then doubled up to a bound.",
        Example = "500ms")]
    public TimeSpan? Interval { get; init; }

    [Key(
        "Time from the program's start until it has to serve. Default: the whole start's (--start-timeout).",
        Example = "30s")]
    public TimeSpan? Deadline { get; init; }
}
