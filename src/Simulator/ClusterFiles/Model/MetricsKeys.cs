namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A master's page of metrics.</summary>
[ShortForm(nameof(Path))]
internal sealed record MetricsKeys : KeyTable
{
    [Key(
        "The path.",
        Example = "/metrics",
        IsRequired = true)]
    public string? Path { get; init; }

    [Key(
        "The counter of requests on that page.",
        Example = "http_requests_total")]
    public string? Requests { get; init; }

    [Key(
        "The histogram of the requests' seconds on that page, without _bucket.",
        Example = "http_request_seconds")]
    public string? Latency { get; init; }
}
