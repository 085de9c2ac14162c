using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Status;

/// <summary>A cluster as the engine, its keeper and its master see it at one moment.</summary>
/// <param name="Keeper">What the keeper says; null when it does not answer.</param>
/// <param name="Unmanaged">Why the keeper does not answer, and what that means; null when it does.</param>
/// <param name="Registered">Workers that the master counts; null when it can't be asked.</param>
internal sealed record ClusterStatus(
    ClusterState Cluster, KeeperReply? Keeper, string? Unmanaged, int? Registered = null)
{
    public int Running => Cluster.Workers.Count(worker => worker.Status == ContainerStatus.Running);

    /// <value>HOST:PORT as the workers reach the master; null where the engine does not know it any more.</value>
    public string? MasterEndpoint => (Cluster.Spec?.Master, Cluster.Gateway) switch
    {
        (ExternalMasterSpec external, _) => $"{external.Host}:{external.Port}",
        ({ } master, { } gateway) => $"{gateway}:{master.Port}",
        _ => null,
    };

    /// <summary>A worker's name, whether it is still there or not.</summary>
    public string NameOf(int worker) =>
        Cluster.Workers.FirstOrDefault(state => state.Index == worker)?.Name ?? $"worker {worker}";

    /// <value>
    /// Whether the master lives and all workers run, and the master, where it can be asked, counts them all.
    /// </value>
    public bool IsHealthy =>
        Keeper?.MasterDeath is null
        && Running == Cluster.Workers.Count
        && Cluster.Workers.Count == (Cluster.Spec?.Workers ?? Cluster.Workers.Count)
        && (Registered ?? Running) == Running;
}
