namespace ScaleSim.Core.Masters;

/// <summary>
/// Samples the master each second: its process and its Prometheus page, which also says what a process takes that is
/// not on this host. What is missing leaves its columns empty, as does a first reading, which has nothing before it to
/// be compared with.
/// </summary>
public sealed class MasterSampler
{
    /// <value>The time between two samples.</value>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <value>A page may claim anything; what no request can take is not shown.</value>
    private static readonly TimeSpan LatencyMax = TimeSpan.FromDays(1);

    private readonly Func<int?> _processId;
    private readonly MetricsPageReader? _page;
    private readonly TimeProvider _time;
    private readonly ProcessReader _processes;
    private (long At, ProcessReading Reading)? _process;
    private (long At, MasterMetrics Reading)? _metrics;

    /// <param name="processId">The master's process now; null where it is not on this host.</param>
    /// <param name="page">Reads its metrics; null where it has none.</param>
    /// <param name="time">The clock of the run.</param>
    public MasterSampler(Func<int?> processId, MetricsPageReader? page, TimeProvider time)
        : this(processId, page, time, new ProcessReader())
    {
    }

    internal MasterSampler(Func<int?> processId, MetricsPageReader? page, TimeProvider time, ProcessReader processes)
    {
        _processId = processId;
        _page = page;
        _time = time;
        _processes = processes;
    }

    /// <summary>Samples until cancelled, which is its only end and not an error.</summary>
    /// <param name="startedAt">The run's start, which the samples' times count from.</param>
    /// <param name="sink">Gets each sample; it must return at once.</param>
    /// <param name="cancellationToken">Ends the sampling.</param>
    public async Task RunAsync(
        DateTimeOffset startedAt, Action<MasterSample> sink, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            await SampleAsync(startedAt, cancellationToken).ConfigureAwait(false);
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                sink(await SampleAsync(startedAt, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task<MasterSample> SampleAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        int? processId = _processId();
        (double? cpuPercent, long? memoryBytes) = SampleProcess(processId);
        MasterMetrics? before = _metrics?.Reading;
        long? beforeAt = _metrics?.At;
        MasterMetrics? now = await ReadPageAsync(cancellationToken).ConfigureAwait(false);
        if (processId is null)
        {
            (cpuPercent, memoryBytes) = (
                beforeAt is long since ? CpuPercent(before, now, _time.GetElapsedTime(since)) : null,
                BytesOf(now?.MemoryBytes));
        }

        Histogram? latency = now?.Latency is not null && before?.Latency is not null
            ? now.Latency.Since(before.Latency)
            : null;
        return new MasterSample(
            _time.GetUtcNow() - startedAt,
            cpuPercent,
            memoryBytes,
            beforeAt is long at ? Rate(before?.Requests, now?.Requests, _time.GetElapsedTime(at)) : null,
            QuantileOf(latency, 0.50),
            QuantileOf(latency, 0.95),
            QuantileOf(latency, 0.99));
    }

    private (double? CpuPercent, long? MemoryBytes) SampleProcess(int? processId)
    {
        (long At, ProcessReading Reading)? before = _process;
        ProcessReading? now = processId is int id ? _processes.Read(id) : null;
        _process = now is null ? null : (_time.GetTimestamp(), now);
        double? cpuPercent = now is not null && before?.Reading.StartTicks == now.StartTicks
            ? 100 * (now.CpuTime - before.Value.Reading.CpuTime) / _time.GetElapsedTime(before.Value.At)
            : null;
        return (cpuPercent, now?.MemoryBytes);
    }

    private async Task<MasterMetrics?> ReadPageAsync(CancellationToken cancellationToken)
    {
        MasterMetrics? now = _page is null ? null : await _page.ReadAsync(cancellationToken).ConfigureAwait(false);
        _metrics = now is null ? null : (_time.GetTimestamp(), now);
        return now;
    }

    /// <summary>Null across a restart, as for a process of this host.</summary>
    private static double? CpuPercent(MasterMetrics? before, MasterMetrics? now, TimeSpan interval) =>
        before?.CpuSeconds is double earlier && now?.CpuSeconds is double later && later >= earlier
            ? 100 * Rate(earlier, later, interval)
            : null;

    /// <summary>A page may claim anything; what no memory can be is not shown.</summary>
    private static long? BytesOf(double? bytes) => bytes is >= 0 and < long.MaxValue ? (long)bytes : null;

    /// <summary>A counter that fell was begun again, and all it shows is new: Prometheus's own rule.</summary>
    private static double? Rate(double? before, double? now, TimeSpan interval) =>
        before is double earlier && now is double later && interval > TimeSpan.Zero
            ? (later >= earlier ? later - earlier : later) / interval.TotalSeconds
            : null;

    private static TimeSpan? QuantileOf(Histogram? latency, double share) =>
        latency?.Quantile(share) is double seconds && seconds < LatencyMax.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
