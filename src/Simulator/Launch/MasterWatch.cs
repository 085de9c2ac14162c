using ScaleSim.Core.Masters;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Launch;

/// <summary>Samples a live cluster's master into master.csv until disposed.</summary>
internal sealed class MasterWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sampling;

    /// <param name="live">The cluster as it is now: another plan may have replaced the first.</param>
    public MasterWatch(Func<LiveCluster> live, LaunchServices services, DateTimeOffset startedAt, RunReport report)
    {
        MasterSpec spec = live().Plan.Spec.Master;
        MetricsPageReader? page = spec.MetricsPath is { } path && live().Engine.Capabilities.Network
            ? new MetricsPageReader(
                services.Http,
                () => new Uri($"http://{live().Plan.Master.Endpoint}{path}"),
                new MasterMetricsSpec(spec.RequestsMetric, spec.LatencyMetric),
                services.Time)
            : null;
        var sampler = new MasterSampler(() => live().Master.ProcessId, page, services.Time);
        _sampling = sampler.RunAsync(startedAt, report.Add, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sampling;
        _stop.Dispose();
    }
}
