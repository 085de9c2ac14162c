using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;

namespace ScaleSim.Core.Runs.Probes;

/// <summary>A path answers the host as expected.</summary>
internal sealed class HttpWorkerProbe(
    ClusterPlan plan, HttpProbeSpec spec, WorkerRenderer renderer, HttpClient http, TimeProvider time) : IWorkerProbe
{
    private readonly Template _path = Template.Parse(spec.Path);

    public bool AsksEngine => false;

    public Task<string?> TryAsync(WorkerPlan worker, TimeSpan timeout, CancellationToken cancellationToken) =>
        ReadinessProbe.TryAsync(
            http,
            WorkerEndpoints.AddressFromHost(plan, worker).ToString(),
            WorkerEndpoints.PortOf(worker, spec.Port),
            new HttpLook(renderer.Render(_path, worker), spec.Status, spec.Body),
            timeout,
            time,
            cancellationToken);
}
