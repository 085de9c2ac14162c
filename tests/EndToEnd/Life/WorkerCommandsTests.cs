using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Witness;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Life;

/// <summary>What is done to some workers of a live cluster, with docker's command as the witness.</summary>
[Long]
public sealed class WorkerCommandsTests
{
    private const string Program = "/scalesim-worker";

    [DockerFact]
    public async Task KillStartStopRestart_ReachThoseThatAreMeant_AndNobodyElse()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "act", "sslife");
        await UpAsync(cluster, 12);

        LiveContainers up = await LiveContainers.LookAsync(cluster);
        (await ActAsync(cluster, "kill", "2,5-6")).AssertOutput("Killed 3 workers");
        LiveContainers killed = await LiveContainers.LookAsync(cluster);
        Assert.Equal(["worker-0002", "worker-0005", "worker-0006"], Ended(killed));
        Assert.Equal(137, killed.ExitCodeOf("worker-0005"));
        CommandResult status = await scalesim.RunAsync("status", cluster.Name);
        status.AssertExitCode(1);
        status.AssertOutput("9 of 12 workers running");
        status.AssertOutput("9 running, 3 exited");
        status.AssertOutput("Exited (137)");

        (await ActAsync(cluster, "start", "worker-0005")).AssertOutput("Started 1 worker");
        CommandResult stop = await ActAsync(cluster, "stop", "node:001");
        stop.AssertOutput("Stopped 6 workers");
        stop.AssertOutput("2 had ended before: worker-0002, worker-0006.");
        LiveContainers stopped = await LiveContainers.LookAsync(cluster);
        Assert.Equal(8, Ended(stopped).Count());
        Assert.Equal(0, stopped.ExitCodeOf("worker-0005"));
        Assert.Equal("running", stopped.StatusOf("node-001"));

        (await ActAsync(cluster, "start", "all")).AssertExitCode(0);
        (await ActAsync(cluster, "restart", "worker-001?")).AssertOutput("Restarted 3 workers");
        LiveContainers after = await LiveContainers.LookAsync(cluster);
        Assert.Empty(Ended(after));
        Assert.Equal(up.Names.Select(up.IdOf), after.Names.Select(after.IdOf));
        string[] untouched = [.. after.Names.Where(name => up.StartedAt(name) == after.StartedAt(name))];
        Assert.Equal(["node-001", "node-002", "worker-0009"], untouched);
    }

    [DockerFact]
    public async Task Kill_TakesTheSameShare_ForTheSameSeed()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "seed", "sslife");
        await UpAsync(cluster, 12);

        (await ActAsync(cluster, "kill", "25%", "--seed", "7")).AssertOutput("Killed 3 workers");
        string[] first = [.. Ended(await LiveContainers.LookAsync(cluster))];
        (await ActAsync(cluster, "start", "all")).AssertExitCode(0);
        (await ActAsync(cluster, "kill", "25%", "--seed", "7")).AssertExitCode(0);

        Assert.Equal(first, Ended(await LiveContainers.LookAsync(cluster)));
        Assert.Equal(3, first.Length);
        (await ActAsync(cluster, "kill", "0")).AssertStderr("indexes run from 1");
        (await ActAsync(cluster, "kill", "1-99")).AssertStderr("the cluster's 12 workers have indexes 1-12");
    }

    [DockerFact]
    public async Task Exec_RunsInAllThatAreMeant_AndCollectsExitCodes()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "exec", "sslife");
        await UpAsync(cluster, 12);

        CommandResult all = await ActAsync(cluster, "exec", "all", "--", Program, "pause", "resolve", "worker-0003");
        CommandResult none = await ActAsync(
            cluster, "exec", "1-3", "--format", "json", "--", Program, "pause", "resolve", "nobody");
        (await ActAsync(cluster, "kill", "1")).AssertExitCode(0);
        CommandResult dead = await ActAsync(cluster, "exec", "1,2", "--", Program, "pause", "resolve", "worker-0003");

        all.AssertExitCode(0);
        all.AssertStderr("exit code 0 in 12 workers");
        string[] lines = all.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            Enumerable.Range(1, 12).Select(index => $"worker-{index:0000}  | worker-0003"),
            lines.Select(line => line[..line.LastIndexOf(' ')]).Order(StringComparer.Ordinal));
        none.AssertExitCode(1);
        Assert.Equal(
            ["worker-0001 1", "worker-0002 1", "worker-0003 1"],
            JsonNode.Parse(none.Stdout)!.AsArray().Select(answer => $"{answer!["worker"]} {answer["exitCode"]}"));
        dead.AssertExitCode(1);
        dead.AssertStderr("worker-0001 does not run");
        dead.AssertOutput("worker-0002  | worker-0003");
        (await ActAsync(cluster, "exec", "1")).AssertExitCode(2);
    }

    [DockerFact]
    public async Task Logs_ShowWhatWorkersPrinted_AndFollowThemThroughARestart()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "logs", "sslife");
        await UpAsync(cluster, 12);

        CommandResult all = await ActAsync(cluster, "logs", "--tail", "1");
        CommandResult one = await ActAsync(cluster, "logs", "worker-0007", "--no-prefix");
        await using RunningCommand follow = scalesim.Start("logs", "7", "--follow", "--cluster", cluster.Name);
        await Poll.UntilAsync(
            () => Task.FromResult(follow.Output.Contains("Registered", StringComparison.Ordinal)), "logs are shown");
        (await ActAsync(cluster, "restart", "7")).AssertExitCode(0);
        await Poll.UntilAsync(
            () => Task.FromResult(follow.Output.Split("serves blocks").Length == 3), "the second life is shown");
        follow.Signal(PosixSignal.SIGINT);

        Assert.Equal(
            Enumerable.Range(1, 12).Select(index => $"worker-{index:0000}"),
            all.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("  | ")[0]));
        one.AssertOutput("worker-0007 of run");
        Assert.DoesNotContain("  | ", one.Stdout, StringComparison.Ordinal);
        CommandResult followed = await follow.WaitAsync();
        followed.AssertExitCode(130);
        Assert.All(
            followed.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.StartsWith("worker-0007  | ", line, StringComparison.Ordinal));
    }

    private static async Task UpAsync(TestCluster cluster, int workers) => (await cluster.Scalesim.RunAsync(
        "up", "--name", cluster.Name, "--workers", $"{workers}", "--workers-per-node", "8")).AssertExitCode(0);

    private static Task<CommandResult> ActAsync(TestCluster cluster, string verb, params string[] arguments) =>
        cluster.Scalesim.RunAsync([verb, "--cluster", cluster.Name, .. arguments]);

    private static IEnumerable<string> Ended(LiveContainers containers) =>
        containers.Names.Where(name => containers.StatusOf(name) != "running");
}
