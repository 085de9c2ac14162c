namespace ScaleSim.Core.Masters;

/// <summary>What to read from a master's Prometheus page. Series of all labels are added up.</summary>
/// <param name="Requests">
/// A counter of requests, such as <c>http_requests_total</c>; null to leave its column empty.
/// </param>
/// <param name="Latency">
/// A histogram of their times in seconds, without <c>_bucket</c>; null to leave its columns empty.
/// </param>
public sealed record MasterMetricsSpec(string? Requests, string? Latency);
