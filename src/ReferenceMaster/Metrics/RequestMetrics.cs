using System.Collections.Concurrent;

namespace ScaleSim.ReferenceMaster.Metrics;

/// <summary>Counts requests and how long they took, per route. Routes are the ones that the master has, so there is a
/// bounded number of series.</summary>
internal sealed class RequestMetrics
{
    private readonly ConcurrentDictionary<(string Method, string Route, int Status), Counter> _totals = new();
    private readonly ConcurrentDictionary<(string Method, string Route), LatencyHistogram> _latencies = new();

    /// <summary>Requests by method, route and status.</summary>
    public IEnumerable<KeyValuePair<(string Method, string Route, int Status), long>> Totals =>
        _totals.Select(t => KeyValuePair.Create(t.Key, t.Value.Value));

    /// <summary>Latencies by method and route.</summary>
    public IEnumerable<KeyValuePair<(string Method, string Route), LatencyHistogram>> Latencies => _latencies;

    /// <summary>Counts a request that was answered.</summary>
    public void Record(string method, string route, int status, TimeSpan elapsed)
    {
        _totals.GetOrAdd((method, route, status), _ => new Counter()).Increment();
        _latencies.GetOrAdd((method, route), _ => new LatencyHistogram()).Record(elapsed);
    }

    private sealed class Counter
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Increment() => Interlocked.Increment(ref _value);
    }
}
