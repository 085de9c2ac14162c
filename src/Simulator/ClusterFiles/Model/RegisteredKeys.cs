namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>How the master is asked who has registered: a question, and what counts of the answer.</summary>
internal sealed record RegisteredKeys : KeyTable
{
    [Key(
        "A GET request at the master: its path.",
        Example = "/api/v1/workers")]
    public HttpQueryKeys? Http { get; init; }

    [Key(
        "A page of metrics at the master: its path.",
        Example = "{path: /metrics, port: 9090}")]
    public HttpQueryKeys? Prometheus { get; init; }

    [Key(
        "A command on this host, with placeholders; its output is the answer.",
        Example = "[mytool, list-workers]")]
    public Words? Exec { get; init; }

    [Key(
        "What gives one text per worker: 'json', 'regex', or 'metric' with 'label'.",
        Example = "{json: '$.workers[*].address'}")]
    public SelectionKeys? List { get; init; }

    [Key(
        "What gives the number of workers, where the master names none: 'json', 'regex' or 'metric'.",
        Example = "{metric: workers_live}")]
    public SelectionKeys? Count { get; init; }

    [Key(
        "What a worker's text reads, with placeholders; only beside 'list'.",
        Default = "'{node.ip}:{ports.<first>}', '{worker.name}' without a port",
        Example = "'{worker.name}'")]
    public string? Match { get; init; }
}
