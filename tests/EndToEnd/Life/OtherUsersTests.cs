namespace ScaleSim.EndToEnd.Life;

/// <summary>Another user's cluster, as its labels say: everybody may look, and only --force changes it.</summary>
public sealed class OtherUsersTests
{
    [DockerFact]
    public async Task AnothersCluster_IsRead_AndChangedByForceAlone()
    {
        using var scalesim = new Scalesim();
        await using var mine = new TestCluster(scalesim, "mine", "sslife");
        await using var theirs = new TestCluster(scalesim, "theirs", "sslife");
        (await scalesim.RunAsync("up", "--name", mine.Name, "--workers", "1")).AssertExitCode(0);
        await MakeAsync(theirs, await ImageAsync(mine));

        CommandResult list = await scalesim.RunAsync("list", "--format", "csv");
        list.AssertExitCode(0);
        list.AssertOutput($"{theirs.Name},0badcafe,somebody-else,");
        (await scalesim.RunAsync("status", theirs.Name)).AssertOutput("started by somebody-else");
        (await scalesim.RunAsync("logs", "1", "--cluster", theirs.Name)).AssertExitCode(0);
        foreach (string[] change in (string[][])
        [
            ["kill", "1"], ["stop", "1"], ["start", "1"], ["restart", "1"], ["scale", "2"], ["exec", "1", "--", "x"],
        ])
        {
            CommandResult refused = await scalesim.RunAsync([change[0], "--cluster", theirs.Name, .. change[1..]]);
            refused.AssertExitCode(2);
            refused.AssertStderr($"Cluster {theirs.Name} belongs to somebody-else");
        }

        (await scalesim.RunAsync("down", theirs.Name)).AssertExitCode(2);
        Assert.Equal("running", (await LiveContainers.LookAsync(theirs)).StatusOf("worker-0001"));

        (await scalesim.RunAsync("kill", "1", "--cluster", theirs.Name, "--force")).AssertExitCode(0);

        Assert.Equal("exited", (await LiveContainers.LookAsync(theirs)).StatusOf("worker-0001"));
        Assert.Equal("running", (await LiveContainers.LookAsync(mine)).StatusOf("worker-0001"));
    }

    private static async Task<string> ImageAsync(TestCluster cluster) =>
        (string)(await DockerCli.InspectAsync(await cluster.WorkersAsync()))[0]["Image"]!;

    /// <summary>A worker that is its own node, with the labels that another user's would have.</summary>
    private static Task<IReadOnlyList<string>> MakeAsync(TestCluster cluster, string image) => DockerCli.LinesAsync(
        "run", "--detach", "--name", $"{cluster.Name}-worker-0001", "--network", "none",
        "--label", $"scalesim.cluster={cluster.Name}", "--label", "scalesim.run=0badcafe",
        "--label", "scalesim.role=worker", "--label", "scalesim.group=worker", "--label", "scalesim.node=1",
        "--label", "scalesim.worker=1", "--label", "scalesim.user=somebody-else", image, "pause");
}
