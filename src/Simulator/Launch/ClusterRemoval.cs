using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Marks;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.HostNames;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Remains;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Takes a cluster down: its names on this host, its containers and network, its master, its keeper, its files; then
/// proves that nothing of it is left.
/// </summary>
internal static class ClusterRemoval
{
    // The keeper deletes its files within milliseconds of its answer.
    private const int LooksMax = 250;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);
    private static readonly HostFiles Files = new();

    /// <summary>Removes what this process has brought up, whatever it is told meanwhile.</summary>
    /// <inheritdoc cref="RemoveAndLookAsync"/>
    /// <exception cref="CleanupIncompleteException">Something is left.</exception>
    public static Task<RemainsReport> RemoveAsync(LiveCluster live, Action<EngineEvent> report) => RemoveAsync(
        live.Engine,
        live.Plan.Cluster,
        live.Plan.Run.Id,
        live.Keeper,
        live.Paths,
        live.HostsFile,
        report,
        CancellationToken.None);

    /// <inheritdoc cref="RemoveAndLookAsync"/>
    /// <exception cref="CleanupIncompleteException">Something is left.</exception>
    public static async Task<RemainsReport> RemoveAsync(
        IEngine engine,
        string cluster,
        string? run,
        KeeperClient? keeper,
        KeeperPaths? paths,
        string? hostsFile,
        Action<EngineEvent> report,
        CancellationToken cancellationToken)
    {
        RemainsReport remains = await RemoveAndLookAsync(
            engine, cluster, run, keeper, paths, hostsFile, report, cancellationToken);
        remains.ThrowIfLeft(cluster);
        return remains;
    }

    /// <param name="run">Only what this run made; null for whatever has the cluster's name.</param>
    /// <param name="keeper">A connection that holds the cluster; null when no keeper answers.</param>
    /// <param name="paths">The keeper's folder; null when there never was one.</param>
    /// <param name="hostsFile">The hosts file that has its names; null for none.</param>
    /// <param name="report">Gets each event as it happens.</param>
    /// <returns>What was looked for in the end, and what of it is left.</returns>
    /// <exception cref="CleanupIncompleteException">The engine or the hosts file refused.</exception>
    public static async Task<RemainsReport> RemoveAndLookAsync(
        IEngine engine,
        string cluster,
        string? run,
        KeeperClient? keeper,
        KeeperPaths? paths,
        string? hostsFile,
        Action<EngineEvent> report,
        CancellationToken cancellationToken)
    {
        ClusterMarks? marks = null;
        // While the network still is there, whose label says which file it is.
        HostsFileException? unwritable = await TryForgetNamesAsync(cluster, hostsFile);
        try
        {
            // Before anything goes: it would start again, or make anew, what an engine's restart has ended.
            await TryAskAsync(keeper, KeeperRequest.EndWatch);
            marks = await TakeMarksAsync(engine, cluster, run, keeper, cancellationToken);
            await foreach (EngineEvent happened in engine.RemoveAsync(cluster, run, cancellationToken))
            {
                report(happened);
            }
        }
        finally
        {
            // Last the master: a thousand workers that retry a dead one take the machine from the engine (measured:
            // 1000 workers are gone 12 % sooner this way).
            await TryAskAsync(keeper, KeeperRequest.StopMaster);
        }

        await EndKeeperAsync(keeper, paths);
        if (unwritable is not null)
        {
            throw new CleanupIncompleteException(
                $"Cluster {cluster} is removed, but its names are still in {hostsFile}: {unwritable.Message} Take "
                + $"out the lines from '{HostsBlock.BeginOf(cluster)}' to '{HostsBlock.EndOf(cluster)}' by hand.",
                unwritable)
            {
                Remains = [$"block in {hostsFile}"],
            };
        }

        return marks is not null && engine is IMarkReader reader
            ? await RemainsInspector.ProveAsync(
                reader,
                Files,
                TimeProvider.System,
                marks with { HostsFile = hostsFile, Folder = paths?.Directory },
                cancellationToken)
            : RemainsReport.Nothing;
    }

    /// <summary>
    /// Ends the keeper and sees that its files are gone, with it or, where it is gone already, without.
    /// </summary>
    public static async Task EndKeeperAsync(KeeperClient? keeper, KeeperPaths? paths)
    {
        await TryAskAsync(keeper, KeeperRequest.Quit);
        for (int look = 0; keeper is not null && paths?.Exists == true && look < LooksMax; look++)
        {
            await Task.Delay(LookInterval);
        }

        paths?.Remove();
    }

    /// <returns>Null where nothing of the cluster is outside of this process.</returns>
    private static async Task<ClusterMarks?> TakeMarksAsync(
        IEngine engine, string cluster, string? run, KeeperClient? keeper, CancellationToken cancellationToken) =>
        engine is IMarkReader reader
            ? await new ClusterMarksReader(reader, Files).ReadAsync(cluster, run, keeper, cancellationToken)
            : null;

    private static async Task<HostsFileException?> TryForgetNamesAsync(string cluster, string? hostsFile)
    {
        try
        {
            await (hostsFile is null
                ? Task.CompletedTask
                : new HostsFile(hostsFile, TimeProvider.System).RemoveAsync(cluster, CancellationToken.None));
            return null;
        }
        catch (HostsFileException exception)
        {
            return exception;
        }
    }

    // A keeper that is gone has taken its master with it: what it was asked for is so.
    private static async Task TryAskAsync(KeeperClient? keeper, KeeperRequest request)
    {
        try
        {
            await (keeper?.AskAsync(request, CancellationToken.None) ?? Task.CompletedTask);
        }
        catch (KeeperException)
        {
        }
    }
}
