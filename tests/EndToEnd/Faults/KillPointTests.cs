using System.Globalization;
using System.Runtime.InteropServices;
using ScaleSim.EndToEnd.Witness;
using ScaleSim.Tests;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>
/// kill -9 at seeded points of 'up' and 'down': of the command alone, whose keeper then cleans up, or of all processes
/// at once, as when a build machine kills a job's cgroup, after which the next command does. Eight points, or as many
/// as SCALESIM_KILL_POINTS says; SCALESIM_KILL_SEED chooses others. Half of them at least must meet a living command.
/// </summary>
[Long]
[LeavesOrphans]
public sealed class KillPointTests(UndisturbedTimes times, ITestOutputHelper output) : IClassFixture<UndisturbedTimes>
{
    private const int PointsUsual = 8;
    private const int SeedUsual = 20261121;

    private const int Killed = 128 + 9;

    // A command that had ended before its kill says how long it takes now, on a machine whose load goes up and down.
    private const int AttemptsMax = 3;

    [DockerFact]
    public async Task NothingIsLeft_WhenKilledAtAnyPoint()
    {
        KillPoint[] points =
        [
            .. KillPoint.Spread(
                Setting("SCALESIM_KILL_POINTS", PointsUsual), new Random(Setting("SCALESIM_KILL_SEED", SeedUsual))),
        ];
        var failures = new List<string>();
        int met = 0;
        foreach (KillPoint point in points)
        {
            try
            {
                bool isMet = await TryMeetAsync(point);
                met += isMet ? 1 : 0;
                output.WriteLine($"{point} met {(isMet ? "a living command" : "none, it had ended")}");
            }
            catch (XunitException exception)
            {
                // The other points are tried all the same.
                failures.Add($"{point}: {exception}");
            }
        }

        Assert.True(
            failures.Count == 0, $"{failures.Count} of {points.Length} failed:\n{string.Join("\n\n", failures)}");
        Assert.True(
            2 * met >= points.Length, $"{met} of {points.Length} met a living command, and half is the least.");
    }

    /// <summary>The terminal's window is closed: SIGHUP, and nothing can be printed any more.</summary>
    [DockerFact]
    public async Task NothingIsLeft_WhenTheTerminalIsLost()
    {
        using var scalesim = new Scalesim();
        times.Engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "terminal");
        await using RunningCommand terminal = scalesim.StartOnTerminal(
            "up", "--name", cluster.Name, "--workers", "40");
        await cluster.WaitForWorkersAsync(5);
        await cluster.RememberAsync();

        RunningCommand.Kill(terminal.ProcessId);

        await cluster.AssertNothingLeftAsync();
    }

    [DockerFact]
    public async Task Up_IsCancelled_WhenHungUp()
    {
        using var scalesim = new Scalesim();
        times.Engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "hangup");
        await using RunningCommand up = scalesim.Start("up", "--name", cluster.Name, "--workers", "40");
        await cluster.WaitForWorkersAsync(5);
        await cluster.RememberAsync();

        up.Signal(PosixSignal.SIGHUP);

        (await up.WaitAsync()).AssertExitCode(130);
        Assert.Empty(await cluster.RemainsAsync());
    }

    /// <returns>Whether it met a living command, at one of several tries.</returns>
    private async Task<bool> TryMeetAsync(KillPoint point)
    {
        TimeSpan whole = point.Command == "down" ? times.Down : times.Up;
        for (int attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (await KillAsync(point, whole * (point.Thousandths / 1000.0)) is not { } taken)
            {
                return true;
            }

            whole = taken;
        }

        return false;
    }

    /// <returns>How long the command took that had ended before; null where it was met alive.</returns>
    private async Task<TimeSpan?> KillAsync(KillPoint point, TimeSpan after)
    {
        using var scalesim = new Scalesim();
        times.Engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, $"point{point.Number}");
        string[] up = ["up", "--name", cluster.Name, "--workers", $"{UndisturbedTimes.Workers}"];
        if (point.Command == "down")
        {
            (await scalesim.RunAsync(up)).AssertExitCode(0);
            await cluster.RememberAsync();
        }

        await using RunningCommand victim = scalesim.Start(point.Command == "down" ? ["down", cluster.Name] : up);
        await Task.Delay(after);
        RunningCommand.TryKill(victim.ProcessId);
        if (point.All)
        {
            KillAll(cluster);
        }

        CommandResult end = await victim.WaitAsync();
        bool isMet = end.ExitCode == Killed;
        if (!isMet)
        {
            // It ended by itself, and well.
            end.AssertExitCode(0);
        }

        await cluster.TryRememberAsync();
        if (point.All)
        {
            (await scalesim.RunAsync("clean")).AssertExitCode(0);
        }

        await Poll.UntilAsync(
            async () => (await cluster.RemainsAsync()).Count == 0 || await IsUpAsync(cluster),
            $"nothing of cluster {cluster.Name} is left, or 'up' had returned before the kill");
        await DownIfUpAsync(cluster);
        await cluster.AssertNothingLeftAsync();
        return isMet ? null : victim.Lifetime;
    }

    // What was forked at this very moment has its parent's arguments still, and is met by the second look.
    private static void KillAll(TestCluster cluster)
    {
        for (int look = 0; look < 3; look++)
        {
            foreach (HostProcess process in cluster.Processes())
            {
                RunningCommand.TryKill(process.Id);
            }
        }
    }

    /// <summary>
    /// A cluster that depends on no command any more: 'up' had let go of it, and lacked only the time to end.
    /// </summary>
    private static async Task<bool> IsUpAsync(TestCluster cluster) =>
        cluster.KeeperFolders() is [{ } folder]
        && !File.Exists(Path.Combine(folder, "holder.pid"))
        && (await cluster.WorkersAsync()).Count == UndisturbedTimes.Workers;

    private static async Task DownIfUpAsync(TestCluster cluster)
    {
        if ((await cluster.RemainsAsync()).Count > 0 && await IsUpAsync(cluster))
        {
            (await cluster.Scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        }
    }

    private static int Setting(string variable, int usual) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int set)
            ? set
            : usual;
}
