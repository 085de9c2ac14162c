using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Witness;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Life;

/// <summary>More and fewer workers while a cluster lives, asked for by other processes than its starter.</summary>
[Long]
public sealed class ScaleTests
{
    [DockerFact]
    public async Task Scale_FillsFreeSlots_OpensNodes_AndRemovesTheHighest()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "scale", "sslife");
        (await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "10", "--workers-per-node", "8"))
            .AssertExitCode(0);
        LiveContainers before = await LiveContainers.LookAsync(cluster);

        CommandResult more = await scalesim.RunAsync("scale", cluster.Name, "18");

        more.AssertExitCode(0);
        more.AssertOutput($"{cluster.Name} has 18 workers on 3 nodes: 8 added, 0 removed");
        LiveContainers grown = await LiveContainers.LookAsync(cluster);
        Assert.Equal(NamesOf(workers: 18, nodes: 3), grown.Names);
        Assert.All(before.Names, name => Assert.Equal(
            (before.IdOf(name), before.StartedAt(name)), (grown.IdOf(name), grown.StartedAt(name))));
        Assert.Equal("node-002", grown.NodeOf("worker-0016"));
        Assert.Equal("node-003", grown.NodeOf("worker-0017"));
        Assert.Equal("data=20000,web=20001", grown.LabelOf("worker-0017", "ports"));
        JsonNode status = await StatusAsync(cluster);
        Assert.Equal((18, 18), ((int)status["intended"]!, (int)status["registered"]!));
        Assert.Empty(status["missing"]!.AsArray());

        CommandResult fewer = await scalesim.RunAsync("scale", "--cluster", cluster.Name, "4");

        fewer.AssertExitCode(0);
        fewer.AssertOutput($"{cluster.Name} has 4 workers on 1 node: 0 added, 14 removed");
        Assert.Equal(NamesOf(workers: 4, nodes: 1), (await LiveContainers.LookAsync(cluster)).Names);
        Assert.Equal(4, (int)(await StatusAsync(cluster))["intended"]!);

        await cluster.RememberAsync();
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        await cluster.AssertNothingLeftAsync();
    }

    [DockerFact]
    public async Task Scale_PublishesThePortsOfNewWorkers_AndFreesThoseOfTheRemoved()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "publish", "sslife");
        int first = PortBlock.TakeFirst();
        (await scalesim.RunAsync(
            "up", "--name", cluster.Name, "--workers", "3", "--workers-per-node", "2", "--expose", "published",
            "--ports", PortBlock.RangeFrom(first))).AssertExitCode(0);

        (await scalesim.RunAsync("scale", cluster.Name, "6")).AssertExitCode(0);

        IReadOnlyList<int> ports = await PortsAsync(cluster);
        Assert.Equal(12, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, first, first + PortBlock.Size - 1));
        await AssertAnswerAsync(ports);

        (await scalesim.RunAsync("scale", cluster.Name, "3")).AssertExitCode(0);

        IReadOnlyList<int> left = await PortsAsync(cluster);
        Assert.Equal(6, left.Count);
        Assert.Subset(ports.ToHashSet(), left.ToHashSet());
    }

    [DockerFact]
    public async Task Scale_ReplacesANodeThatHasEnded()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "heal", "sslife");
        (await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "4", "--workers-per-node", "2"))
            .AssertExitCode(0);
        await DockerCli.LinesAsync("kill", $"{cluster.Name}-node-001");

        CommandResult sick = await scalesim.RunAsync("status", cluster.Name);
        CommandResult scale = await scalesim.RunAsync("scale", cluster.Name, "4");

        sick.AssertExitCode(1);
        sick.AssertOutput("node 1 has ended, and the worker's network with it");
        scale.AssertExitCode(0);
        scale.AssertOutput("2 added, 2 removed");
        (await scalesim.RunAsync("status", cluster.Name)).AssertExitCode(0);
        CommandResult again = await scalesim.RunAsync("scale", cluster.Name, "4");
        again.AssertOutput($"{cluster.Name} has 4 workers on 2 nodes already.");
    }

    [DockerFact]
    public async Task Scale_RefusesWhatCantBe_AndChangesNothing()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "refuse", "sslife");
        (await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "2")).AssertExitCode(0);
        LiveContainers before = await LiveContainers.LookAsync(cluster);

        CommandResult none = await scalesim.RunAsync("scale", cluster.Name, "0");
        CommandResult stranger = await scalesim.RunAsync("scale", cluster.Name, "storage=3");
        CommandResult huge = await scalesim.RunAsync("scale", cluster.Name, "60000");

        none.AssertExitCode(2);
        none.AssertStderr("a group keeps at least 1");
        stranger.AssertExitCode(2);
        stranger.AssertStderr("its groups are: worker");
        huge.AssertExitCode(4);
        huge.AssertStderr("59998 more idle workers need");
        Assert.Equal(before.Names, (await LiveContainers.LookAsync(cluster)).Names);
        Assert.Equal(2, (int)(await StatusAsync(cluster))["intended"]!);
    }

    private static IEnumerable<string> NamesOf(int workers, int nodes) =>
        Enumerable.Range(1, nodes).Select(node => $"node-{node:000}")
            .Concat(Enumerable.Range(1, workers).Select(worker => $"worker-{worker:0000}"));

    private static async Task<JsonNode> StatusAsync(TestCluster cluster)
    {
        CommandResult status = await cluster.Scalesim.RunAsync("status", cluster.Name, "--format", "json");
        return JsonNode.Parse(status.Stdout)!;
    }

    /// <summary>The host's ports that docker publishes for the cluster.</summary>
    private static async Task<IReadOnlyList<int>> PortsAsync(TestCluster cluster) =>
    [
        .. from container in await DockerCli.InspectAsync(await cluster.ContainersAsync())
           let ports = container["NetworkSettings"]!["Ports"]?.AsObject()
           where ports is not null
           from port in ports
           where port.Value is not null
           select int.Parse((string)port.Value!.AsArray()[0]!["HostPort"]!, null),
    ];

    private static async Task AssertAnswerAsync(IEnumerable<int> ports)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        foreach (int port in ports)
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health"));
            Assert.True(answer.IsSuccessStatusCode, $"port {port} answers {answer.StatusCode}");
        }
    }
}
