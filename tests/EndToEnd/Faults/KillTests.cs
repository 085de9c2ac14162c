using System.Net.Sockets;
using System.Text;
using ScaleSim.EndToEnd.Witness;
using ScaleSim.Tests;
using Xunit.Abstractions;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>kill -9: the keeper removes the cluster; without a keeper the next ScaleSim does.</summary>
[Long]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Workers = 40;

    // How many times longer the keeper may take than 'down', and how often is measured until it does not: what else
    // the machine is busy with falls on one of the two.
    private const int RateMargin = 3;
    private const int RoundsMax = 3;

    [DockerFact]
    public async Task Keeper_BeginsToRemoveTheClusterWithinFiveSeconds_WhenRunIsKilled()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "killed");
        await using RunningCommand run = scalesim.Start("run", "--name", cluster.Name, "--workers", $"{Workers}");
        await using RemovalEvents removal = RemovalEvents.Follow(cluster.Name);
        await cluster.WaitForWorkersAsync(5);
        await cluster.RememberAsync();

        DateTimeOffset killed = TimeProvider.System.GetUtcNow();
        RunningCommand.Kill(run.ProcessId);

        TimeSpan taken = await removal.WaitForBeginAsync() - killed;
        output.WriteLine($"The first container was killed after {taken}.");
        Assert.InRange(taken, TimeSpan.Zero, Deadlines.RemovalBegins);
        await cluster.AssertNothingLeftAsync();
    }

    [DockerFact]
    public async Task Keeper_RemovesTheClusterAtTheRateOfDown_WhenRunIsKilled()
    {
        using var scalesim = new Scalesim();
        var rounds = new List<string>();
        bool isFast = false;
        while (!isFast && rounds.Count < RoundsMax)
        {
            TimeSpan before = await TimeDownAsync(scalesim);
            TimeSpan keeper = await TimeKeeperAsync(scalesim);
            // A machine that was busier with the keeper's is busy still.
            TimeSpan after = keeper <= RateMargin * before ? TimeSpan.Zero : await TimeDownAsync(scalesim);
            isFast = keeper <= RateMargin * (before > after ? before : after);
            rounds.Add($"keeper {keeper}; 'down' before it {before}, after it {after}");
            output.WriteLine(rounds[^1]);
        }

        Assert.True(isFast, $"{Workers} workers, each time more than {RateMargin} times: {string.Join('\n', rounds)}");
    }

    [DockerFact]
    public async Task TestCommand_EndsWithTheCluster_WhenRunIsKilled()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "test");
        string nap = $"{200_000 + Environment.ProcessId}.5";
        await using RunningCommand run = scalesim.Start(
            "run", "--name", cluster.Name, "--workers", "3", "--checks", "none", "--output", scalesim.Output,
            "--", "sh", "-c", $"setsid sleep {nap} & wait");
        IReadOnlyList<HostProcess> Sleepers() => HostProcess.All(
            process => process.Arguments is ["sleep", { } time] && time == nap);
        await Poll.UntilAsync(() => Task.FromResult(Sleepers().Count == 1), "the test command runs");
        await cluster.RememberAsync();

        RunningCommand.Kill(run.ProcessId);

        await cluster.AssertNothingLeftAsync();
        Assert.Empty(Sleepers());
    }

    /// <summary>
    /// As when a command for a name that is taken is killed before it could tell its keeper that there is no cluster.
    /// </summary>
    [DockerFact]
    public async Task Keeper_LeavesTheClusterAlone_WhenAnotherRunHasItsName()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "namesake");
        (await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "3")).AssertExitCode(0);
        IReadOnlyList<string> containers = await cluster.ContainersAsync();
        string folder = Directory.CreateDirectory(Path.Combine(scalesim.Temporary, "loser")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "master"));
        string socket = Path.Combine(folder, "keeper.sock");

        await using RunningCommand loser = scalesim.Start(
            "keeper", "--cluster", cluster.Name, "--run", "00000000", "--socket", socket);
        await HoldAndLetGoAsync(socket);
        await loser.WaitAsync();

        Assert.Equal(containers.Order(), (await cluster.ContainersAsync()).Order());
        (await scalesim.RunAsync("status", cluster.Name)).AssertExitCode(0);
        await cluster.RememberAsync();
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        Assert.Empty(await cluster.RemainsAsync());
    }

    /// <returns>What 'down' took for a cluster, from the first worker that it killed to the last removed.</returns>
    private static async Task<TimeSpan> TimeDownAsync(Scalesim scalesim)
    {
        await using var cluster = new TestCluster(scalesim, "rate");
        (await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", $"{Workers}")).AssertExitCode(0);
        await using RemovalEvents removal = RemovalEvents.Follow(cluster.Name);
        int containers = (await cluster.ContainersAsync()).Count;
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        return await removal.WaitForEndAsync(containers);
    }

    /// <returns>The same of a keeper whose command was killed while its test ran.</returns>
    private static async Task<TimeSpan> TimeKeeperAsync(Scalesim scalesim)
    {
        await using var cluster = new TestCluster(scalesim, "rate");
        string begun = Path.Combine(scalesim.WorkingDirectory, cluster.Name);
        await using RunningCommand run = scalesim.Start(
            "run", "--name", cluster.Name, "--workers", $"{Workers}", "--checks", "none", "--output",
            Path.Combine(scalesim.Output, cluster.Name), "--", "sh", "-c", $"touch {begun}; sleep 300");
        await Poll.UntilAsync(() => Task.FromResult(File.Exists(begun)), "the test command runs");
        await cluster.RememberAsync();
        await using RemovalEvents removal = RemovalEvents.Follow(cluster.Name);
        int containers = (await cluster.ContainersAsync()).Count;
        RunningCommand.Kill(run.ProcessId);
        TimeSpan taken = await removal.WaitForEndAsync(containers);
        await cluster.AssertNothingLeftAsync();
        return taken;
    }

    /// <summary>A command that takes hold of its cluster and dies.</summary>
    private static async Task HoldAndLetGoAsync(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await Poll.UntilAsync(() => TryConnectAsync(socket, path), $"a keeper listens at {path}");
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("{\"verb\":\"Hold\"}\n"u8.ToArray());
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string answer = await reader.ReadLineAsync() ?? "";
        Assert.Contains("keeperProcessId", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"error\"", answer, StringComparison.Ordinal);
    }

    private static async Task<bool> TryConnectAsync(Socket socket, string path)
    {
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
