namespace ScaleSim.Core.Masters;

/// <summary>A line of a Prometheus page: <c>http_requests_total{method="get"} 1027</c>.</summary>
internal sealed record PrometheusSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);
