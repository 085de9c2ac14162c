using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Marks;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Remains;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// A keeper process from its start to its end: the server, then, where its holder died, the removal. SIGTERM is the
/// host's: it stops the server and the master.
/// </summary>
internal sealed class KeeperProcess(
    string cluster,
    string run,
    KeeperPaths paths,
    Func<Task<IEngine>> connect,
    TimeProvider time,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    // A request that the dying holder had under way may still make something after the first removal.
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(2);

    // An Engine that is restarted, or upgraded, is away for a minute or two.
    private static readonly TimeSpan EnginePatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PauseFirst = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _ = NativeMethods.StartSession();
        using PosixSignalRegistration onHangUp = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP, context => context.Cancel = true);
        var log = new KeeperLog(paths.Log, time);
        var names = new KeeperNames(log, time);
        bool isOver = false;
        try
        {
            isOver = await ServeAsync(names, log, stoppingToken);
        }
        finally
        {
            await names.DisposeAsync();
            if (isOver)
            {
                paths.Remove();
            }

            lifetime.StopApplication();
        }
    }

    /// <returns>
    /// Whether nobody needs the folder any more. Where a cluster is left that is to go, 'clean' and the next command
    /// learn that from it.
    /// </returns>
    private async Task<bool> ServeAsync(KeeperNames names, KeeperLog log, CancellationToken terminated)
    {
        using var http = new HttpClient();
        await using var watch = new KeeperWatch(cluster, connect, http, log, time);
        using var server = new KeeperServer(cluster, paths, watch, names, http, log, time);
        bool isRemoved = false;
        KeeperEnd end = await server.RunAsync(
            async () =>
            {
                // Its command is gone; a test that goes on would have no cluster.
                TestCommand.FamilyOf(run).Kill(first: null);
                string? hostsFile = names.HostsFile;
                await names.ForgetAsync();
                isRemoved = await RemoveClusterAsync(hostsFile, log);
            },
            terminated);
        return end switch
        {
            KeeperEnd.HolderLost or KeeperEnd.Expired => isRemoved,
            KeeperEnd.Terminated => !server.IsHeld,
            _ => true,
        };
    }

    private async Task<bool> RemoveClusterAsync(string? hostsFile, KeeperLog log)
    {
        long started = time.GetTimestamp();
        for (TimeSpan pause = PauseFirst; ; pause = pause * 2 < PauseMax ? pause * 2 : PauseMax)
        {
            bool mayReturn = time.GetElapsedTime(started) < EnginePatience;
            if (await TryRemoveClusterAsync(hostsFile, log, mayReturn) is { } isRemoved)
            {
                return isRemoved;
            }

            await Task.Delay(pause, time);
        }
    }

    /// <returns>Null where the engine is away, or refused to remove something, and may do it yet.</returns>
    private async Task<bool?> TryRemoveClusterAsync(string? hostsFile, KeeperLog log, bool mayReturn)
    {
        try
        {
            await using IEngine engine = await connect();
            var files = new HostFiles();
            ClusterMarks? marks = engine is IMarkReader before
                ? await new ClusterMarksReader(before, files).ReadAsync(
                    cluster, run, keeper: null, CancellationToken.None)
                : null;
            await RemoveOnceAsync(engine);
            await Task.Delay(LastLook, time);
            await RemoveOnceAsync(engine);
            if (marks is not null && engine is IMarkReader after)
            {
                // Its own process and folder, and the master, go after this.
                RemainsReport remains = await RemainsInspector.ProveAsync(
                    after, files, time, marks with { Processes = [], HostsFile = hostsFile }, CancellationToken.None);
                log.Write($"removed cluster {cluster}; {remains}");
                remains.ThrowIfLeft(cluster);
            }

            return true;
        }
        catch (EngineUnavailableException) when (mayReturn)
        {
            return null;
        }
        catch (CleanupIncompleteException exception) when (mayReturn)
        {
            log.Write($"trying again: {exception.Message}");
            return null;
        }
        catch (EngineException exception)
        {
            // The next ScaleSim of this user finds the cluster by its labels and this keeper gone.
            log.Write($"the cluster is not wholly removed: {exception.Message}");
            return false;
        }
    }

    private async Task RemoveOnceAsync(IEngine engine)
    {
        await foreach (EngineEvent _ in engine.RemoveAsync(cluster, run, CancellationToken.None))
        {
        }
    }
}
