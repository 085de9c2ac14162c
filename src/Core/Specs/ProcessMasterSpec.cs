namespace ScaleSim.Core.Specs;

/// <summary>A master that the keeper starts on the host, after the network and before the workers.</summary>
public sealed record ProcessMasterSpec : MasterSpec
{
    /// <value>Templates: the program and its arguments; never passed through a shell.</value>
    public required IReadOnlyList<string> Command { get; init; }

    /// <value>Names to templates.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <value>A path that answers 200 over HTTP once the master serves; null to wait for the port alone.</value>
    public string? ReadyPath { get; init; }

    /// <value>A path with Prometheus metrics, sampled into master.csv; null where there is none.</value>
    public string? MetricsPath { get; init; }

    /// <value>The counter of requests on that page; null where there is none.</value>
    public string? RequestsMetric { get; init; }

    /// <value>
    /// The histogram of the requests' seconds on that page, without <c>_bucket</c>; null where there is none.
    /// </value>
    public string? LatencyMetric { get; init; }
}
