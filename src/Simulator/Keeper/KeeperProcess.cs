using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using ScaleSim.Core.Engines;

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
    private static readonly TimeSpan EnginePoll = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _ = NativeMethods.StartSession();
        using PosixSignalRegistration onHangUp = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP, context => context.Cancel = true);
        var log = new KeeperLog(paths.Log, time);
        var names = new KeeperNames(log, time);
        try
        {
            await ServeAsync(names, log, stoppingToken);
        }
        finally
        {
            await names.DisposeAsync();
            paths.Remove();
            lifetime.StopApplication();
        }
    }

    private async Task ServeAsync(KeeperNames names, KeeperLog log, CancellationToken terminated)
    {
        using var http = new HttpClient();
        await using var watch = new KeeperWatch(cluster, connect, http, log, time);
        using var server = new KeeperServer(cluster, paths, watch, names, http, log, time);
        await server.RunAsync(
            async () =>
            {
                await names.ForgetAsync();
                await RemoveClusterAsync(log);
            },
            terminated);
    }

    private async Task RemoveClusterAsync(KeeperLog log)
    {
        long started = time.GetTimestamp();
        while (!await TryRemoveClusterAsync(log, time.GetElapsedTime(started) < EnginePatience))
        {
            await Task.Delay(EnginePoll, time);
        }
    }

    /// <returns>False where the engine is away and may return.</returns>
    private async Task<bool> TryRemoveClusterAsync(KeeperLog log, bool mayReturn)
    {
        try
        {
            await using IEngine engine = await connect();
            await RemoveOnceAsync(engine);
            await Task.Delay(LastLook, time);
            await RemoveOnceAsync(engine);
        }
        catch (EngineUnavailableException) when (mayReturn)
        {
            return false;
        }
        catch (EngineException exception)
        {
            // The next ScaleSim of this user finds the cluster by its labels and this keeper gone.
            log.Write($"the cluster is not removed: {exception.Message}");
        }

        return true;
    }

    private async Task RemoveOnceAsync(IEngine engine)
    {
        await foreach (EngineEvent _ in engine.RemoveAsync(cluster, run, CancellationToken.None))
        {
        }
    }
}
