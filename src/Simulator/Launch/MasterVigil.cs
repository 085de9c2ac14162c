using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>Does work that a live master is needed for, and breaks it off at once when the master dies.</summary>
internal static class MasterVigil
{
    /// <exception cref="CommandException">The master died, with its exit code and last lines.</exception>
    public static async Task<T> WatchAsync<T>(
        IMasterControl master, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (master is not KeeperMasterControl control)
        {
            return await work(cancellationToken);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<MasterDeath?> death = DeathAsync(control, stop.Token);
        Task<T> working = work(stop.Token);
        if (await Task.WhenAny(working, death) == death && await death is { } died)
        {
            await stop.CancelAsync();
            await working.ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw new CommandException(
                ExitCode.Failed,
                $"{died}{Environment.NewLine}Without its master the cluster is of no use. Correct the master's "
                + "command or environment, or let 'restart' in 'master' start it again.");
        }

        try
        {
            return await working;
        }
        finally
        {
            await stop.CancelAsync();
            await death;
        }
    }

    /// <returns>Null when nobody asks any more, or the keeper can't be asked.</returns>
    private static async Task<MasterDeath?> DeathAsync(KeeperMasterControl control, CancellationToken cancellationToken)
    {
        try
        {
            return await control.WaitForDeathAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or KeeperException)
        {
            return null;
        }
    }
}
