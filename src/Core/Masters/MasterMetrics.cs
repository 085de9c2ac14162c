using System.Globalization;

namespace ScaleSim.Core.Masters;

/// <summary>A master's counters at one moment, since its start.</summary>
/// <param name="Requests">Requests so far; null when the page has no such counter.</param>
/// <param name="Latency">Their times so far; null when the page has no such histogram.</param>
/// <param name="CpuSeconds">Processor time of its process so far; null when the page does not say.</param>
/// <param name="MemoryBytes">Resident memory of its process; null when the page does not say.</param>
internal sealed record MasterMetrics(double? Requests, Histogram? Latency, double? CpuSeconds, double? MemoryBytes)
{
    // The names that Prometheus' own client libraries give them:
    // https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics
    private const string CpuMetric = "process_cpu_seconds_total";
    private const string MemoryMetric = "process_resident_memory_bytes";

    public static MasterMetrics Of(string page, MasterMetricsSpec spec)
    {
        double? requests = null;
        double? cpu = null;
        double? memory = null;
        var buckets = new SortedDictionary<double, double>();
        string? bucketName = spec.Latency is null ? null : $"{spec.Latency}_bucket";
        foreach (PrometheusSample sample in PrometheusPage.Parse(page))
        {
            if (sample.Name == spec.Requests)
            {
                requests = (requests ?? 0) + sample.Value;
            }
            else if (sample.Name == CpuMetric)
            {
                cpu = sample.Value;
            }
            else if (sample.Name == MemoryMetric)
            {
                memory = sample.Value;
            }
            else if (sample.Name == bucketName && TryBound(sample, out double bound))
            {
                buckets[bound] = buckets.GetValueOrDefault(bound) + sample.Value;
            }
        }

        return new MasterMetrics(requests, buckets.Count == 0 ? null : new Histogram(buckets), cpu, memory);
    }

    private static bool TryBound(PrometheusSample sample, out double bound)
    {
        bound = double.PositiveInfinity;
        return sample.Labels.TryGetValue("le", out string? text)
            && (text is "+Inf" or "Inf"
                || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out bound));
    }
}
