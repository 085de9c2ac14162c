using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScaleSim.EngineProxy;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>An image that somebody removes between plan and start.</summary>
public sealed partial class ImageGoneTests
{
    private const int NotHere = 4;

    [DockerFact]
    public async Task Up_SaysThatTheImageIsGone_AndLeavesNothing_AndMakesItAgainTheNextTime()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "gone", "exh");
        string file = ClusterFile(scalesim, cluster);
        // Before any worker is created: of one that exists the Engine would keep the image, without its name.
        var removed = new Lazy<Task<string>>(() => RemoveImageAsync(cluster));
        await using var proxy = new FaultyEngine(FaultyEngine.EngineSocket(), FaultPlan.None with
        {
            Before = call => call.IsContainerCreate && call.Query.Contains("worker-", StringComparison.Ordinal)
                ? removed.Value
                : Task.CompletedTask,
        });
        scalesim.Environment["DOCKER_HOST"] = proxy.DockerHost;

        CommandResult up = await scalesim.RunAsync("up", file, "--name", cluster.Name);

        up.AssertExitCode(NotHere);
        up.AssertStderr("was there when the cluster was prepared, and is gone");
        up.AssertStderr("Run the same command again");
        Assert.Empty(await cluster.RemainsAsync());
        (await scalesim.RunAsync("up", file, "--name", cluster.Name)).AssertExitCode(0);
        await cluster.RememberAsync();
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        Assert.Empty(await cluster.RemainsAsync());
        await DockerCli.LinesAsync("rmi", await removed.Value);
    }

    /// <summary>The workers' image, of the spec that the cluster's network carries.</summary>
    /// <returns>What it was called.</returns>
    private static async Task<string> RemoveImageAsync(TestCluster cluster)
    {
        JsonObject network = Assert.Single(await DockerCli.InspectAsync(await cluster.NetworksAsync()));
        string image = HostImage().Match(network["Labels"]!.ToJsonString()).Value;
        await DockerCli.LinesAsync("rmi", "--force", image);
        return image;
    }

    /// <summary>The image of programs of this machine is this test's alone: it has a file that no other has.</summary>
    private static string ClusterFile(Scalesim scalesim, TestCluster cluster)
    {
        File.WriteAllText(Path.Combine(scalesim.WorkingDirectory, "mark"), cluster.Name);
        string path = Path.Combine(scalesim.WorkingDirectory, "cluster.yaml");
        File.WriteAllText(path, """
            name: gone
            master: {external: '192.0.2.1:9'}
            workers:
              count: 4
              fromHost: [/bin/sleep, {source: ./mark, target: /mark}]
              command: [/bin/sleep, '1000']
            """);
        return path;
    }

    [GeneratedRegex("scalesim/host:[0-9a-f]+")]
    private static partial Regex HostImage();
}
