using System.Text.Json.Serialization;

namespace ScaleSim.Core.Specs;

/// <summary>The coordinator of the system under test, outside the containers.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ProcessMasterSpec), "process")]
[JsonDerivedType(typeof(ExternalMasterSpec), "external")]
public abstract record MasterSpec
{
    /// <value>The port that workers reach the master at.</value>
    public required int Port { get; init; }

    /// <value>A path with Prometheus metrics, sampled into master.csv; null where there is none.</value>
    public string? MetricsPath { get; init; }

    /// <value>The counter of requests on that page; null where there is none.</value>
    public string? RequestsMetric { get; init; }

    /// <value>
    /// The histogram of the requests' seconds on that page, without <c>_bucket</c>; null where there is none.
    /// </value>
    public string? LatencyMetric { get; init; }
}
