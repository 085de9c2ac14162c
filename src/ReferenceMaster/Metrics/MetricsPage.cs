using System.Diagnostics;
using System.Globalization;
using ScaleSim.ReferenceMaster.Replication;
using ScaleSim.ReferenceMaster.Workers;
using ScaleSim.ReferenceProtocol;

namespace ScaleSim.ReferenceMaster.Metrics;

/// <summary>The master's <c>/metrics</c>.</summary>
internal sealed class MetricsPage(
    MasterState state,
    WorkerService workers,
    ReplicationPlanner planner,
    RequestMetrics requests)
{
    /// <summary>The page as of now.</summary>
    public string Render()
    {
        var text = new PrometheusText();
        AddRequests(text);
        lock (state.Gate)
        {
            AddWorkers(text);
            AddBlocks(text);
        }

        AddProcess(text);
        return text.ToString();
    }

    private void AddRequests(PrometheusText text)
    {
        text.Family(MetricNames.Requests, "counter", "Requests answered.");
        foreach (var ((method, route, status), count) in requests.Totals)
        {
            text.Sample(MetricNames.Requests, count,
                ("method", method), ("route", route), ("status", status.ToString(CultureInfo.InvariantCulture)));
        }

        const string latency = MetricNames.RequestSeconds;
        text.Family(latency, "histogram", "How long requests took.");
        foreach (var ((method, route), histogram) in requests.Latencies)
        {
            AddHistogram(text, latency, method, route, histogram);
        }
    }

    private static void AddHistogram(
        PrometheusText text,
        string name,
        string method,
        string route,
        LatencyHistogram histogram)
    {
        var total = 0L;
        var counts = histogram.Counts();
        for (var i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            var bound = i < LatencyHistogram.Bounds.Count
                ? LatencyHistogram.Bounds[i].ToString(CultureInfo.InvariantCulture)
                : "+Inf";
            text.Sample($"{name}_bucket", total, ("method", method), ("route", route), ("le", bound));
        }

        text.Sample($"{name}_sum", histogram.Sum.TotalSeconds, ("method", method), ("route", route));
        text.Sample($"{name}_count", total, ("method", method), ("route", route));
    }

    private void AddWorkers(PrometheusText text)
    {
        text.Family("scalesim_master_workers", "gauge", "Workers by what the master thinks of them.");
        text.Sample("scalesim_master_workers", state.Workers.LiveCount, ("state", "live"));
        text.Sample("scalesim_master_workers", state.Workers.LostCount, ("state", "lost"));
        text.Single("scalesim_master_registrations_total", "counter", "Registrations taken in.", workers.Registrations);
        text.Single(
            "scalesim_master_workers_lost_total", "counter", "Times that a worker was given up.", workers.Losses);
        text.Single(
            "scalesim_master_ramdisk_capacity_bytes",
            "gauge",
            "Ramdisks of live workers.",
            state.Workers.Live.Sum(w => w.CapacityBytes));
        text.Single(
            "scalesim_master_ramdisk_used_bytes",
            "gauge",
            "Used on ramdisks of live workers.",
            state.Workers.Live.Sum(w => w.UsedBytes));
    }

    private void AddBlocks(PrometheusText text)
    {
        text.Single("scalesim_master_files", "gauge", "Files.", state.Metadata.Tree.FileCount);
        text.Single(
            "scalesim_master_directories",
            "gauge",
            "Directories, with the root.",
            state.Metadata.Tree.DirectoryCount);
        text.Single("scalesim_master_writes_under_way", "gauge", "Files being written.", state.Writes.Count);
        text.Single("scalesim_master_blocks", "gauge", "Blocks, with those being written.", state.Blocks.Count);
        text.Single(
            "scalesim_master_blocks_under_replicated",
            "gauge",
            "Blocks with too few replicas.",
            state.Blocks.UnderReplicatedCount);
        text.Single(
            "scalesim_master_blocks_lost",
            "gauge",
            "Blocks without a replica.",
            state.Recovery.IsUnderWay ? 0 : state.Blocks.LostCount);
        text.Single("scalesim_master_replications_under_way", "gauge", "Copies under way.", state.Flights.Count);
        text.Single("scalesim_master_replications_total", "counter", "Copies made.", planner.Completed);
        text.Single(
            "scalesim_master_recovering",
            "gauge",
            "1 shortly after a restart, while workers are on their way.",
            state.Recovery.IsUnderWay ? 1 : 0);
    }

    private void AddProcess(PrometheusText text)
    {
        using var process = Process.GetCurrentProcess();
        text.Single(
            "process_cpu_seconds_total",
            "counter",
            "Processor time of the master.",
            Environment.CpuUsage.TotalTime.TotalSeconds);
        text.Single("process_resident_memory_bytes", "gauge", "Resident memory of the master.", process.WorkingSet64);
        text.Single(
            "process_start_time_seconds",
            "gauge",
            "When the master started, in Unix time.",
            state.StartedAt.ToUnixTimeMilliseconds() / 1000.0);
        text.Single("process_threads", "gauge", "Threads of the master.", process.Threads.Count);
        text.Single(
            "dotnet_gc_heap_bytes", "gauge", "The managed heap.", GC.GetTotalMemory(forceFullCollection: false));
    }
}
