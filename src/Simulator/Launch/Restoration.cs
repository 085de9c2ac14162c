using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Keeps commands away from a cluster while its keeper starts again what the engine's end took with it: two at once
/// would start, replace, end or remove the same containers.
/// </summary>
internal static class Restoration
{
    /// <param name="verb">The command's name.</param>
    /// <exception cref="CommandException">The cluster is restored right now.</exception>
    public static async Task RefuseAsync(ClusterState cluster, string verb, CancellationToken cancellationToken)
    {
        if (cluster.Keeper is not { } identity)
        {
            return;
        }

        KeeperReply reply;
        try
        {
            using KeeperClient keeper = await KeeperClient.ConnectAsync(identity.Socket, cancellationToken);
            reply = await keeper.AskAsync(new KeeperRequest(KeeperVerb.Status), cancellationToken);
        }
        catch (KeeperException)
        {
            // Without its keeper nobody restores it.
            return;
        }

        if (reply.IsRestoring)
        {
            throw new CommandException(
                ExitCode.Failed,
                $"'{verb}' can't change {cluster.Cluster} now: the engine was away, and the cluster's keeper starts "
                + $"again what ended with it. Do it once 'scalesim status {cluster.Cluster}' no longer says so.");
        }
    }
}
