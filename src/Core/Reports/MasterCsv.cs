using ScaleSim.Core.Masters;

namespace ScaleSim.Core.Reports;

/// <summary>master.csv: one line per second of the master's life (docs/specs/master.md).</summary>
internal static class MasterCsv
{
    public static CsvTable<MasterSample> Table { get; } = new(
        new("timeMs", sample => ReportText.Milliseconds(sample.Time)),
        new("cpuPercent", sample => ReportText.Rounded(sample.CpuPercent)),
        new("memoryBytes", sample => ReportText.Whole(sample.MemoryBytes)),
        new("requestsPerSecond", sample => ReportText.Rounded(sample.RequestsPerSecond)),
        new("latencyP50Ms", sample => ReportText.Rounded(sample.LatencyP50?.TotalMilliseconds)),
        new("latencyP95Ms", sample => ReportText.Rounded(sample.LatencyP95?.TotalMilliseconds)),
        new("latencyP99Ms", sample => ReportText.Rounded(sample.LatencyP99?.TotalMilliseconds)));
}
