using System.Diagnostics;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts.Programs;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Keeper;

/// <summary>Starts a keeper process and connects to it.</summary>
internal sealed class KeeperLauncher(TimeProvider time)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts the keeper and takes hold of the cluster that is going to be.</summary>
    /// <param name="holdsRun">True for a cluster that is to go when its keeper is gone.</param>
    public async Task<(KeeperIdentity Identity, KeeperClient Client)> LaunchAsync(
        ClusterPlan plan, KeeperPaths paths, bool holdsRun, CancellationToken cancellationToken)
    {
        // The folder is made by the keeper, so that there is none without one should this process be killed now.
        try
        {
            using Process process = Start(plan, paths);
            return await TakeHoldAsync(
                process, paths, holdsRun, SecretText.Of(plan.Spec), cancellationToken);
        }
        catch
        {
            paths.Remove();
            throw;
        }
    }

    private async Task<(KeeperIdentity Identity, KeeperClient Client)> TakeHoldAsync(
        Process process,
        KeeperPaths paths,
        bool holdsRun,
        SecretText secrets,
        CancellationToken cancellationToken)
    {
        try
        {
            KeeperClient client = await ConnectAsync(process, paths, cancellationToken);
            KeeperReply reply = await client.AskAsync(KeeperRequest.Hold(secrets), cancellationToken);
            return (ProcessIdentity.OfKeeper(reply.KeeperProcessId, paths.Socket, holdsRun), client);
        }
        catch
        {
            // There is no cluster yet that it could remove; left alone it would wait for somebody to take hold.
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    private static Process Start(ClusterPlan plan, KeeperPaths paths)
    {
        ProcessStartInfo start = SelfProgram.StartInfo(
            ["keeper", "--cluster", plan.Cluster, "--run", plan.Run.Id, "--socket", paths.Socket]);
        // Pipes of its own: with the caller's, 'scalesim up | tee' would wait for the keeper to end.
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        // A cluster that a run's test command starts is not of the run, and must not be ended with it.
        start.Environment.Remove(ProcessFamily.Variable);
        return Process.Start(start)!;
    }

    private async Task<KeeperClient> ConnectAsync(
        Process process, KeeperPaths paths, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await KeeperClient.ConnectAsync(paths.Socket, cancellationToken);
            }
            catch (KeeperException) when (!process.HasExited && time.GetElapsedTime(started) < StartTimeout)
            {
                await Task.Delay(Poll, time, cancellationToken);
            }
            catch (KeeperException exception)
            {
                string log = process.HasExited
                    ? (await process.StandardError.ReadToEndAsync(cancellationToken)).Trim()
                    : File.Exists(paths.Log) ? await File.ReadAllTextAsync(paths.Log, cancellationToken) : "";
                string state = process.HasExited ? $"it exited with {process.ExitCode}" : "it runs but does not answer";
                throw new KeeperException(
                    $"The cluster's keeper did not start within {StartTimeout.TotalSeconds:0} s: {state}. {log}".Trim()
                    + " Nothing was created; run the same command again.",
                    exception);
            }
        }
    }
}
