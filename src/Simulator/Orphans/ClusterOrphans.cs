using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Orphans;

/// <summary>Clusters that nobody removes: their command and keeper are gone, or their time has passed.</summary>
/// <param name="engineIsLocal">Whether the engine's machine is this one.</param>
internal sealed class ClusterOrphans(
    IEngine engine, IReadOnlyList<ClusterState> clusters, bool engineIsLocal, TimeProvider time) : IOrphanKind
{
    public Task<IReadOnlyList<Orphan>> FindAsync(CancellationToken cancellationToken)
    {
        var judge = new OrphanJudge(
            process => ProcessIdentity.IsGone(process, engineIsLocal),
            paths => KeeperPaths.ReadMark(paths.Holder),
            time.GetUtcNow());
        IEnumerable<Orphan> orphans =
            from cluster in clusters
            let judged = judge.Judge(cluster)
            where judged is not null
            select new Orphan("cluster", cluster.Cluster, judged.Value.Why, token => RemoveAsync(cluster, token))
            {
                Owner = cluster.User,
                Since = cluster.CreatedAt,
                IsForgotten = judged.Value.IsForgotten,
                Obstacle = cluster.User == Environment.UserName
                    ? null
                    : $"belongs to {cluster.User}; --force removes it",
            };
        return Task.FromResult<IReadOnlyList<Orphan>>([.. orphans]);
    }

    private async Task RemoveAsync(ClusterState cluster, CancellationToken cancellationToken)
    {
        KeeperIdentity identity = cluster.Keeper!;
        TestCommand.FamilyOf(cluster.Run).Kill(first: null);
        using KeeperClient? keeper = ProcessIdentity.IsAlive(identity)
            ? await TryHoldAsync(identity, cancellationToken)
            : null;
        await ClusterRemoval.RemoveAsync(
            engine,
            cluster.Cluster,
            cluster.Run,
            keeper,
            KeeperPaths.Of(identity.Socket),
            identity.HostsFile,
            _ => { },
            cancellationToken);
    }

    /// <summary>A keeper that lives and has not removed what it should have may answer still.</summary>
    private static async Task<KeeperClient?> TryHoldAsync(KeeperIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            KeeperClient keeper = await KeeperClient.ConnectAsync(identity.Socket, cancellationToken);
            await keeper.AskAsync(KeeperRequest.Hold(), cancellationToken);
            return keeper;
        }
        catch (KeeperException)
        {
            return null;
        }
    }
}
