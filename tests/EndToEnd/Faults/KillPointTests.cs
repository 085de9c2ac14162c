using System.Globalization;
using System.Runtime.InteropServices;
using ScaleSim.EndToEnd.Witness;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>
/// kill -9 at seeded points of 'up' and 'down': of the command alone, whose keeper then cleans up, or of all processes
/// at once, as when a build machine kills a job's cgroup, after which the next command does. Eight points, or as many
/// as SCALESIM_KILL_POINTS says; SCALESIM_KILL_SEED chooses others.
/// </summary>
[Long]
[LeavesOrphans]
public sealed class KillPointTests(UndisturbedTimes times) : IClassFixture<UndisturbedTimes>
{
    private const int PointsUsual = 8;
    private const int SeedUsual = 20261121;

    /// <value>
    /// Each: its number, the command, when in thousandths of the time that it takes undisturbed, and whether all die.
    /// </value>
    public static TheoryData<int, string, int, bool> Points
    {
        get
        {
            int count = Setting("SCALESIM_KILL_POINTS", PointsUsual);
            var random = new Random(Setting("SCALESIM_KILL_SEED", SeedUsual));
            var points = new TheoryData<int, string, int, bool>();
            for (int point = 0; point < count; point++)
            {
                // Spread over the whole time, each somewhere in its part. Every fourth is of 'down', which is shorter,
                // and half of either are of all processes.
                int thousandths = (1000 * point / count) + random.Next(1000 / count);
                points.Add(point, point % 4 == 3 ? "down" : "up", thousandths, ((point / 4) + point) % 2 == 1);
            }

            return points;
        }
    }

    [DockerTheory]
    [MemberData(nameof(Points))]
    public async Task NothingIsLeft_WhenKilled(int point, string command, int thousandths, bool all)
    {
        using var scalesim = new Scalesim();
        times.Engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, $"point{point}");
        string[] up = ["up", "--name", cluster.Name, "--workers", $"{UndisturbedTimes.Workers}"];
        if (command == "down")
        {
            (await scalesim.RunAsync(up)).AssertExitCode(0);
            await cluster.RememberAsync();
        }

        await using RunningCommand victim = scalesim.Start(command == "down" ? ["down", cluster.Name] : up);
        await Task.Delay((command == "down" ? times.Down : times.Up) * (thousandths / 1000.0));
        RunningCommand.TryKill(victim.ProcessId);
        if (all)
        {
            KillAll(cluster);
        }

        await victim.WaitAsync();
        await cluster.TryRememberAsync();
        if (all)
        {
            (await scalesim.RunAsync("clean")).AssertExitCode(0);
        }

        await Poll.UntilAsync(
            async () => (await cluster.RemainsAsync()).Count == 0 || await IsUpAsync(cluster),
            $"nothing of cluster {cluster.Name} is left, or 'up' had returned before the kill");
        await DownIfUpAsync(cluster);
        await cluster.AssertNothingLeftAsync();
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
