using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Orphans;

/// <summary>
/// This user's folders of keepers that are gone, and of no cluster: a command and its keeper that were killed before
/// there was a network, or a keeper that was killed before it could delete its own.
/// </summary>
internal sealed class FolderOrphans(
    IReadOnlyList<string> roots, IReadOnlyList<ClusterState> clusters, TimeProvider time) : IOrphanKind
{
    // A folder without marks is a keeper's that begins or ends at this moment, or an older version's.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public FolderOrphans(IReadOnlyList<ClusterState> clusters, TimeProvider time)
        : this(KeeperPaths.Roots, clusters, time)
    {
    }

    public async Task<IReadOnlyList<Orphan>> FindAsync(CancellationToken cancellationToken)
    {
        HashSet<string> kept = [.. clusters.Select(cluster => $"{cluster.Cluster}-{cluster.Run}")];
        var orphans = new List<Orphan>();
        foreach (string folder in roots.Where(Directory.Exists).SelectMany(Directory.GetDirectories))
        {
            // The folder of a cluster goes with it, should it be an orphan.
            if (!kept.Contains(Path.GetFileName(folder))
                && await IsForgottenAsync(new KeeperPaths(folder), cancellationToken))
            {
                orphans.Add(new Orphan("folder", folder, "its processes are gone and it is of no cluster", _ =>
                {
                    new KeeperPaths(folder).Remove();
                    return Task.CompletedTask;
                })
                {
                    Owner = Environment.UserName,
                    Since = new DateTimeOffset(Directory.GetLastWriteTimeUtc(folder)),
                    IsForgotten = true,
                });
            }
        }

        return orphans;
    }

    private async Task<bool> IsForgottenAsync(KeeperPaths paths, CancellationToken cancellationToken)
    {
        ProcessMark[] marks =
        [
            .. ((string[])[paths.Keeper, paths.Holder]).Select(KeeperPaths.ReadMark).OfType<ProcessMark>(),
        ];
        return marks.Length > 0
            ? marks.All(mark => ProcessIdentity.IsGone(mark, isFromHere: true))
            : time.GetUtcNow() - Directory.GetLastWriteTimeUtc(paths.Directory) > Grace
                && !await AnswersAsync(paths, cancellationToken);
    }

    private static async Task<bool> AnswersAsync(KeeperPaths paths, CancellationToken cancellationToken)
    {
        try
        {
            using KeeperClient keeper = await KeeperClient.ConnectAsync(paths.Socket, cancellationToken);
            return true;
        }
        catch (KeeperException)
        {
            return false;
        }
    }
}
