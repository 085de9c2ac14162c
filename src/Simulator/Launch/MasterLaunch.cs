using System.Globalization;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>What is decided about a master before anything of its cluster exists.</summary>
internal static class MasterLaunch
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReachTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>What the keeper is to start.</summary>
    /// <param name="startDeadline">How long it may take to serve where its probe does not say.</param>
    /// <param name="hasSecrets">Whether the cluster's spec has some: programs print them.</param>
    /// <exception cref="CommandException">It names a user, a signal or a folder that can't be.</exception>
    public static MasterProcessSpec ProcessOf(
        MasterPlan plan, ProcessMasterSpec spec, TimeSpan startDeadline, bool hasSecrets)
    {
        string? folder = plan.WorkingDirectory is { } path ? Path.GetFullPath(path) : null;
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new CommandException(
                ExitCode.NotHere,
                $"The master is to run in {folder}, and there is no such folder. Make it, or correct "
                + "'master.workingDirectory'.");
        }

        return new MasterProcessSpec(plan.Command, plan.Environment, plan.Host, plan.Port)
        {
            Ready = plan.Ready,
            ReadyDeadline = plan.Ready?.Deadline ?? startDeadline,
            User = MasterUser.Find(spec.User),
            WorkingDirectory = folder,
            LogFile = spec.LogFile is { } log ? Path.GetFullPath(log) : null,
            HasSecrets = hasSecrets,
            StopSignal = SignalNumber.Of(spec.StopSignal),
            StopTimeout = spec.StopTimeout ?? StopTimeout,
            MaxRetries = spec.Restart.MaxRetries,
        };
    }

    /// <summary>Looks from this machine whether a master of somebody else's answers.</summary>
    /// <returns>
    /// A warning where it does not: workers may reach what this machine can't. Null where it does.
    /// </returns>
    /// <exception cref="CommandException">It does not, and the spec says how to see that it serves.</exception>
    public static async Task<string?> ReachAsync(
        MasterPlan master, LaunchServices services, CancellationToken cancellationToken)
    {
        ProbeSpec? ready = master.Ready;
        var look = new MasterProbe(master.Host, master.Port, ready, () => false, services.Http, services.Time);
        TimeSpan patience = ready is null ? TimeSpan.Zero : ready.Deadline ?? ReachTimeout;
        long start = services.Time.GetTimestamp();
        while (await look.TryAsync(cancellationToken) is { } reason)
        {
            if (services.Time.GetElapsedTime(start) >= patience)
            {
                string message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"The external master at {master.Host}:{master.Port} can't be seen from this machine: {reason}. ");
                return ready is null
                    ? message + "Workers may still reach it; start it if it does not run."
                    : throw new CommandException(
                        ExitCode.NotHere, message + "Start it before the cluster, or correct its address.");
            }

            await Task.Delay(ready?.Interval ?? Poll, services.Time, cancellationToken);
        }

        return null;
    }
}
