using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Life;
using ScaleSim.EndToEnd.Witness;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Engines;

/// <summary>
/// One shim holds all containers of a node: what its death and a node's restart do. A restart of the daemon is among
/// the <see cref="DaemonRestartTests"/>.
/// </summary>
[Long]
public sealed class SharedShimTests
{
    [NewerEngineFact]
    public async Task Shim_TakesItsOwnNodeAlone_WhenItIsKilled_AndTheNodeCanBeStartedAgain()
    {
        using var scalesim = new Scalesim();
        await using OwnEngine engine = await OwnEngine.StartAsync(liveRestore: false);
        engine.Use(scalesim);
        await using TestCluster cluster = await UpAsync(scalesim);
        LiveContainers before = await LiveContainers.LookAsync(cluster);
        IReadOnlyList<HostProcess> shims = engine.Shims();
        Assert.Equal(3, shims.Count);

        RunningCommand.Kill(shims[1].Id);

        await Poll.UntilAsync(
            async () => (await EndedAsync(cluster)).Count >= 5, "a node and its 4 workers have ended");
        IReadOnlyList<string> ended = await EndedAsync(cluster);
        string node = Assert.Single(ended, name => name.StartsWith("node-", StringComparison.Ordinal));
        Assert.Equal(
            before.Names.Where(name => name == node || before.NodeOf(name) == node).Order(StringComparer.Ordinal),
            ended.Order(StringComparer.Ordinal));
        LiveContainers after = await LiveContainers.LookAsync(cluster);
        Assert.All(
            after.Names.Except(ended), name => Assert.Equal(before.StartedAt(name), after.StartedAt(name)));
        CommandResult status = await scalesim.RunAsync("status", cluster.Name);
        status.AssertExitCode(1);
        status.AssertOutput("8 of 12 workers running");

        await StartAsync(cluster, [node]);
        await StartAsync(cluster, [.. ended.Where(name => name != node)]);

        await AssertHealthyAsync(scalesim, cluster);
        Assert.Equal(3, engine.Shims().Count);
        await RemoveAsync(scalesim, cluster, engine);
    }

    [NewerEngineFact]
    public async Task Node_TakesItsWorkersAlong_WhenItIsRestarted()
    {
        using var scalesim = new Scalesim();
        await using OwnEngine engine = await OwnEngine.StartAsync(liveRestore: false);
        engine.Use(scalesim);
        await using TestCluster cluster = await UpAsync(scalesim);

        await DockerCli.LinesAsync("restart", "--time", "1", $"{cluster.Name}-node-002");
        await DockerCli.LinesAsync(
            ["restart", .. Enumerable.Range(5, 4).Select(worker => $"{cluster.Name}-worker-000{worker}")]);

        await AssertHealthyAsync(scalesim, cluster);
        Assert.Equal(3, engine.Shims().Count);
        await RemoveAsync(scalesim, cluster, engine);
    }

    private static async Task<TestCluster> UpAsync(Scalesim scalesim)
    {
        var cluster = new TestCluster(scalesim, "shim", "prx");
        (await scalesim.RunAsync(
            "up", "--name", cluster.Name, "--workers", "12", "--workers-per-node", "4", "--shim", "node"))
            .AssertExitCode(0);
        return cluster;
    }

    private static async Task<IReadOnlyList<string>> EndedAsync(TestCluster cluster)
    {
        LiveContainers containers = await LiveContainers.LookAsync(cluster);
        return [.. containers.Names.Where(name => containers.StatusOf(name) == "exited")];
    }

    private static async Task StartAsync(TestCluster cluster, IEnumerable<string> names) =>
        await DockerCli.LinesAsync(["start", .. names.Select(name => $"{cluster.Name}-{name}")]);

    private static Task AssertHealthyAsync(Scalesim scalesim, TestCluster cluster) => Poll.UntilAsync(
        async () =>
        {
            CommandResult status = await scalesim.RunAsync("status", cluster.Name, "--format", "json");
            return status.ExitCode == 0 && (int?)JsonNode.Parse(status.Stdout)!["registered"] == 12;
        },
        "all workers run and are registered");

    private static async Task RemoveAsync(Scalesim scalesim, TestCluster cluster, OwnEngine engine)
    {
        await cluster.RememberAsync();
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        Assert.Empty(await cluster.RemainsAsync());
        await Poll.UntilAsync(() => Task.FromResult(engine.Shims().Count == 0), "no shim is left");
    }
}
