namespace ScaleSim.ReferenceProtocol;

/// <summary>The names, on the master's Prometheus page, of what its callers read there.</summary>
public static class MetricNames
{
    /// <value>The counter of requests answered.</value>
    public const string Requests = "scalesim_master_requests_total";

    /// <value>The histogram of the requests' seconds.</value>
    public const string RequestSeconds = "scalesim_master_request_duration_seconds";
}
