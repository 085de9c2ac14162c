using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Orphans;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Removes what runs left behind whose keeper died too (a CI runner that kills a job's whole cgroup): clusters and
/// folders of this user, started on this host, whose very processes are gone. 'clean' finds more, and asks nobody.
/// </summary>
internal static class OrphanReaper
{
    /// <param name="say">Gets a sentence for each cluster or folder that was removed, or could not be.</param>
    /// <returns>Whether there was any.</returns>
    public static async Task<bool> ReapAsync(
        IEngine engine,
        bool engineIsLocal,
        Action<string> say,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        bool any = false;
        IReadOnlyList<ClusterState> clusters = await engine.ListAsync(cancellationToken);
        IOrphanKind[] kinds =
        [
            new ClusterOrphans(engine, clusters, engineIsLocal, time), new FolderOrphans(clusters, time),
        ];
        foreach (IOrphanKind kind in kinds)
        {
            foreach (Orphan orphan in await kind.FindAsync(cancellationToken))
            {
                if (orphan.IsForgotten && orphan.Owner == Environment.UserName)
                {
                    say(await TryRemoveAsync(orphan, cancellationToken));
                    any = true;
                }
            }
        }

        return any;
    }

    /// <summary>What can't be removed now is no reason to refuse what the user has asked for.</summary>
    private static async Task<string> TryRemoveAsync(Orphan orphan, CancellationToken cancellationToken)
    {
        string what = $"{orphan.Kind} {orphan.Name}: {orphan.Why}.";
        try
        {
            await orphan.RemoveAsync(cancellationToken);
            return $"Removed {what}";
        }
        catch (Exception exception) when (exception
            is CleanupIncompleteException or KeeperException or IOException or UnauthorizedAccessException)
        {
            return $"Could not remove {what} {exception.Message}";
        }
    }
}
