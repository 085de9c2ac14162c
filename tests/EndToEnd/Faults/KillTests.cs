using System.Net.Sockets;
using System.Text;
using ScaleSim.EndToEnd.Witness;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>kill -9: the keeper removes the cluster; without a keeper the next ScaleSim does.</summary>
[Long]
public sealed class KillTests
{
    [DockerFact]
    public async Task Keeper_RemovesTheCluster_WhenRunIsKilled()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "killed");
        await using RunningCommand run = scalesim.Start("run", "--name", cluster.Name, "--workers", "40");
        await cluster.WaitForWorkersAsync(5);
        await cluster.RememberAsync();
        IReadOnlyList<string> started = await cluster.WorkersAsync();

        RunningCommand.Kill(run.ProcessId);

        await cluster.WaitForRemovalAsync(started, Deadlines.RemovalBegins);
        await cluster.AssertNothingLeftAsync();
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
