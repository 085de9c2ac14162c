using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Runs.Probes;

/// <summary>A port accepts connections from the host.</summary>
internal sealed class TcpWorkerProbe(ClusterPlan plan, string? port, HttpClient http, TimeProvider time) : IWorkerProbe
{
    public bool AsksEngine => false;

    public Task<string?> TryAsync(WorkerPlan worker, TimeSpan timeout, CancellationToken cancellationToken) =>
        ReadinessProbe.TryAsync(
            http, WorkerEndpoints.AddressFromHost(plan, worker).ToString(), WorkerEndpoints.PortOf(worker, port),
            look: null, timeout, time, cancellationToken);
}
