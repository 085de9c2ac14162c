using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Says to a cluster's keeper, before a command ends workers, that these deaths are wanted: whoever follows them (a run
/// in another process, the keeper itself) then knows them from crashes. A kill by hand says nothing, and is one.
/// </summary>
internal static class DeathNotice
{
    /// <param name="workers">Those that the command is going to act on, as the engine sees them.</param>
    /// <param name="verb">The command's name.</param>
    /// <returns>A warning where the keeper could not be told; null where it was, or has nothing to know.</returns>
    public static async Task<string?> GiveAsync(
        ClusterState cluster,
        WorkerAction action,
        IEnumerable<WorkerState> workers,
        string verb,
        CancellationToken cancellationToken)
    {
        int[] running =
        [
            .. workers.Where(worker => worker.Status is ContainerStatus.Running or ContainerStatus.Paused)
                .Select(worker => worker.Index),
        ];
        if (action == WorkerAction.Start || running.Length == 0 || cluster.Keeper is not { } identity)
        {
            return null;
        }

        try
        {
            using KeeperClient keeper = await KeeperClient.ConnectAsync(identity.Socket, cancellationToken);
            await keeper.AskAsync(
                new KeeperRequest(KeeperVerb.ExpectDeaths)
                {
                    Deaths = new DeathRequest(action, running, $"scalesim {verb}"),
                },
                cancellationToken);
            return null;
        }
        catch (KeeperException exception)
        {
            return $"Whoever follows the cluster's deaths will take these for crashes: {exception.Message}";
        }
    }
}
