using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Life;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Engines;

/// <summary>
/// The daemon is restarted under a cluster of 12 workers: what its user is told, and what becomes of the cluster. On an
/// Engine that can, each node's containers share a shim.
/// </summary>
[Long]
public sealed class DaemonRestartTests
{
    private const int EngineUnavailable = 3;
    private static readonly string[] Twelve =
    [
        "--workers", "12", "--workers-per-node", "4", "--shim", OwnEngine.IsNewer ? "node" : "worker",
    ];

    [OwnEngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Up_SaysThatTheEngineWentAway_AndLeavesNothing_WhenItIsRestartedMeanwhile(bool liveRestore)
    {
        using var scalesim = new Scalesim();
        await using OwnEngine engine = await OwnEngine.StartAsync(liveRestore);
        engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "midway", "prx");
        await using RunningCommand up = scalesim.Start(
            ["up", "--name", cluster.Name, "--concurrency", "1", .. Twelve]);
        await cluster.WaitForWorkersAsync(3);
        await cluster.RememberAsync();

        await engine.RestartAsync();

        CommandResult result = await up.WaitAsync();
        result.AssertExitCode(EngineUnavailable);
        result.AssertStderr("The engine went away while the cluster started");
        result.AssertStderr("Run the same command once the engine answers");
        await cluster.AssertNothingLeftAsync();
    }

    [OwnEngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cluster_IsRestored_WhenTheDaemonIsRestarted_AndWhoWasKilledStaysDead(bool crashes)
    {
        using var scalesim = new Scalesim();
        await using OwnEngine engine = await OwnEngine.StartAsync(liveRestore: false);
        engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "restart", "prx");
        (await scalesim.RunAsync(["up", "--name", cluster.Name, .. Twelve])).AssertExitCode(0);
        (await scalesim.RunAsync("kill", "5", "--cluster", cluster.Name)).AssertExitCode(0);
        LiveContainers before = await LiveContainers.LookAsync(cluster);
        // Who ends in the same moment as all others ends with the daemon.
        await AwaitStatusAsync(scalesim, cluster, found => Registered(found) == 11);

        await (crashes ? engine.CrashAsync() : engine.RestartAsync());

        JsonNode status = await AwaitStatusAsync(
            scalesim, cluster, found => found["absences"]!.AsArray().Count > 0 && Registered(found) == 11);
        JsonNode absence = Assert.Single(status["absences"]!.AsArray())!;
        Assert.True((bool)absence["isMended"]!, absence.ToJsonString());
        Assert.Equal((3, 11), ((int)absence["nodes"]!, (int)absence["workers"]!));
        LiveContainers after = await LiveContainers.LookAsync(cluster);
        Assert.Equal(before.Names, after.Names);
        Assert.All(after.Names, name =>
        {
            bool isKilled = name == "worker-0005";
            Assert.Equal(isKilled ? "exited" : "running", after.StatusOf(name));
            Assert.Equal(before.IdOf(name), after.IdOf(name));
            Assert.Equal(isKilled, before.StartedAt(name) == after.StartedAt(name));
        });
        (await scalesim.RunAsync("start", "5", "--cluster", cluster.Name)).AssertExitCode(0);
        await AwaitStatusAsync(scalesim, cluster, found => Registered(found) == 12);
        CommandResult healthy = await scalesim.RunAsync("status", cluster.Name);
        healthy.AssertExitCode(0);
        healthy.AssertOutput("engine away from");
        await RemoveAsync(scalesim, cluster);
        // A daemon that was killed does not end the shims of its former life.
        await Poll.UntilEmptyAsync(
            () => Task.FromResult<IReadOnlyList<string>>([.. engine.Shims().Select(shim => shim.CommandLine)]),
            "no shim is left");
    }

    [OwnEngineFact]
    public async Task Cluster_LivesOn_WhenTheDaemonIsRestarted_WithLiveRestore()
    {
        using var scalesim = new Scalesim();
        await using OwnEngine engine = await OwnEngine.StartAsync(liveRestore: true);
        engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "live", "prx");
        (await scalesim.RunAsync(["up", "--name", cluster.Name, .. Twelve])).AssertExitCode(0);
        LiveContainers before = await LiveContainers.LookAsync(cluster);

        await engine.RestartAsync();

        LiveContainers after = await LiveContainers.LookAsync(cluster);
        Assert.All(after.Names, name => Assert.Equal(
            ("running", before.StartedAt(name)), (after.StatusOf(name), after.StartedAt(name))));
        JsonNode status = await AwaitStatusAsync(scalesim, cluster, found => Registered(found) == 12);
        Assert.All(status["absences"]!.AsArray(), absence =>
        {
            Assert.True((bool)absence!["isMended"]!);
            Assert.Equal((0, 0), ((int)absence["nodes"]!, (int)absence["workers"]!));
        });

        // Whoever dies now is seen: the keeper follows the new daemon.
        (await scalesim.RunAsync("kill", "7", "--cluster", cluster.Name)).AssertExitCode(0);
        await AwaitStatusAsync(scalesim, cluster, found => found["deaths"]!.AsArray().Count == 1);
        await RemoveAsync(scalesim, cluster);
    }

    [OwnEngineFact]
    public async Task Run_FailsAndNamesTheRestart_WhenTheDaemonIsRestartedDuringItsTests()
    {
        using var scalesim = new Scalesim();
        await using OwnEngine engine = await OwnEngine.StartAsync(liveRestore: false);
        engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "tests", "prx");
        await using RunningCommand run = await TestAsync(scalesim, cluster, "sleep 300");
        await cluster.RememberAsync();

        await engine.RestartAsync();

        CommandResult result = await run.WaitAsync();
        result.AssertExitCode(EngineUnavailable);
        result.AssertOutput("The engine was restarted, or it crashed, while the cluster was in use");
        result.AssertOutput("3 nodes and 12 workers ended");
        await cluster.AssertNothingLeftAsync();
    }

    [OwnEngineFact]
    public async Task Run_GoesOn_WhenTheDaemonIsRestarted_WithLiveRestore()
    {
        using var scalesim = new Scalesim();
        await using OwnEngine engine = await OwnEngine.StartAsync(liveRestore: true);
        engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "goeson", "prx");
        await using RunningCommand run = await TestAsync(scalesim, cluster, "until test -e end; do sleep 0.1; done");

        await engine.RestartAsync();
        await File.WriteAllTextAsync(Path.Combine(scalesim.WorkingDirectory, "end"), "");

        (await run.WaitAsync()).AssertExitCode(0);
        Assert.Empty(await cluster.RemainsAsync());
    }

    /// <summary>Starts a run, and returns when its test command has begun.</summary>
    private static async Task<RunningCommand> TestAsync(Scalesim scalesim, TestCluster cluster, string script)
    {
        RunningCommand run = scalesim.Start(
            [
                "run", "--name", cluster.Name, .. Twelve, "--checks", "none", "--output", scalesim.Output, "--",
                "sh", "-c", $"touch begun; {script}",
            ]);
        string begun = Path.Combine(scalesim.WorkingDirectory, "begun");
        await Poll.UntilAsync(() => Task.FromResult(File.Exists(begun)), "the test command runs");
        return run;
    }

    private static int? Registered(JsonNode status) => (int?)status["registered"];

    private static async Task<JsonNode> AwaitStatusAsync(
        Scalesim scalesim, TestCluster cluster, Func<JsonNode, bool> fits)
    {
        JsonNode? last = null;
        try
        {
            await Poll.UntilAsync(
                async () =>
                {
                    CommandResult status = await scalesim.RunAsync("status", cluster.Name, "--format", "json");
                    last = status.Stdout.StartsWith('{') ? JsonNode.Parse(status.Stdout) : last;
                    return last is not null && fits(last);
                },
                $"the status of {cluster.Name} is as it should be",
                Deadlines.Command);
        }
        catch (Xunit.Sdk.XunitException exception)
        {
            Assert.Fail($"{exception.Message}; it is {last}");
        }

        return last!;
    }

    private static async Task RemoveAsync(Scalesim scalesim, TestCluster cluster)
    {
        await cluster.RememberAsync();
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        Assert.Empty(await cluster.RemainsAsync());
    }
}
