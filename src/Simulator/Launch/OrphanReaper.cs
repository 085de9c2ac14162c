using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Removes clusters of 'run' whose keeper died too (a CI runner that kills a job's whole cgroup): those of this user,
/// started on this host, whose keeper's very process is gone.
/// </summary>
internal static class OrphanReaper
{
    /// <returns>A sentence for each cluster that was removed.</returns>
    public static async Task<IReadOnlyList<string>> ReapAsync(
        IEngine engine, bool engineIsLocal, CancellationToken cancellationToken)
    {
        var reaped = new List<string>();
        foreach (ClusterState cluster in await engine.ListAsync(cancellationToken))
        {
            if (cluster.Keeper is { HoldsRun: true } keeper
                && cluster.User == Environment.UserName
                && IsGone(keeper, engineIsLocal))
            {
                await ClusterRemoval.RemoveAsync(
                    engine,
                    cluster.Cluster,
                    cluster.Run,
                    keeper: null,
                    KeeperPaths.Of(keeper.Socket),
                    keeper.HostsFile,
                    _ => { },
                    cancellationToken);
                reaped.Add(
                    $"Removed cluster {cluster.Cluster} (run {cluster.Run}, {cluster.Workers.Count} workers): its run "
                    + "and its keeper were killed and had left it behind.");
            }
        }

        return reaped;
    }

    // Another boot's keeper is gone for sure only where the Engine is this machine's own.
    private static bool IsGone(KeeperIdentity keeper, bool engineIsLocal) =>
        !ProcessIdentity.IsAlive(keeper) && (keeper.BootId == ProcessIdentity.BootId() || engineIsLocal);
}
