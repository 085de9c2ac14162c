using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>Ctrl-C and SIGTERM: what had been started is removed, and the exit code is 130.</summary>
public sealed class SignalTests
{
    private const int Cancelled = 130;

    [DockerFact]
    public async Task Up_IsCancelled_WhenInterruptedWhileWorkersStart()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "interrupt");
        await using RunningCommand up = scalesim.Start(
            "up", "--name", cluster.Name, "--workers", "40", "--workers-per-node", "20");
        await cluster.WaitForWorkersAsync(5);
        await cluster.RememberAsync();

        up.SignalGroup(PosixSignal.SIGINT);

        CommandResult result = await up.WaitAsync();
        result.AssertExitCode(Cancelled);
        result.AssertStderr("Cancelled by a signal");
        Assert.Empty(await cluster.RemainsAsync());
    }

    /// <summary>
    /// The first node's container is being created: a request that nobody must walk away from. One try meets it now
    /// and then; several do mostly.
    /// </summary>
    [DockerFact]
    public async Task Up_IsCancelled_WhenInterruptedTheMomentItsNetworkExists()
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            using var scalesim = new Scalesim();
            await using var cluster = new TestCluster(scalesim, "early");
            await using RunningCommand up = scalesim.Start("up", "--name", cluster.Name, "--workers", "4");
            await Poll.UntilTheMomentAsync(
                async () => (await cluster.NetworksAsync()).Count > 0, $"cluster {cluster.Name} has a network");

            up.SignalGroup(PosixSignal.SIGINT);

            (await up.WaitAsync()).AssertExitCode(Cancelled);
            Assert.Empty(await cluster.RemainsAsync());
        }
    }

    [DockerFact]
    public async Task Run_IsCancelled_WhenTerminatedDuringTheTestCommand()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "terminate");
        string nap = $"{100_000 + Environment.ProcessId}.5";
        await using RunningCommand run = scalesim.Start(
            "run", "--name", cluster.Name, "--workers", "6", "--checks", "none", "--output", scalesim.Output,
            "--", "sleep", nap);
        IReadOnlyList<HostProcess> Sleepers() => HostProcess.All(
            process => process.Arguments is ["sleep", { } time] && time == nap);
        await Poll.UntilAsync(() => Task.FromResult(Sleepers().Count == 1), "the test command runs");
        await cluster.RememberAsync();

        run.Signal(PosixSignal.SIGTERM);

        (await run.WaitAsync()).AssertExitCode(Cancelled);
        Assert.Empty(Sleepers());
        Assert.Empty(await cluster.RemainsAsync());
        JsonNode summary = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(scalesim.Output, "summary.json")))!;
        Assert.Equal(("cancelled", Cancelled), ((string)summary["outcome"]!, (int)summary["exitCode"]!));
    }

    /// <summary>The second signal ends the process at once, wherever it is, and the keeper does the rest.</summary>
    [DockerFact]
    public async Task Keeper_EndsTheRemoval_WhenASecondSignalEndsTheCommand()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "twice");
        await using RunningCommand up = scalesim.Start("up", "--name", cluster.Name, "--workers", "40");
        await cluster.WaitForWorkersAsync(15);
        await cluster.RememberAsync();
        IReadOnlyList<string> started = await cluster.WorkersAsync();

        up.SignalGroup(PosixSignal.SIGINT);
        await cluster.WaitForRemovalAsync(started);
        if (!up.HasExited)
        {
            up.TrySignal(PosixSignal.SIGINT);
        }

        // 128 + 2 is also what a process has that SIGINT ended.
        (await up.WaitAsync()).AssertExitCode(Cancelled);
        await cluster.AssertNothingLeftAsync();
    }
}
