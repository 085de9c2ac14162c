using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd.Runs;

/// <summary>Flags that the Engine has to carry out: what it says of the containers.</summary>
public sealed class FlagsOnDockerTests
{
    [DockerFact]
    public async Task Containers_HaveTheRuntimeAndTheCores_ThatFlagsAskFor()
    {
        // Where the Engine has another runtime than its default, as the newer one does, that one shows the flag.
        IReadOnlyList<string> runtimes = await DockerCli.LinesAsync(
            "info", "--format", "{{range $name, $_ := .Runtimes}}{{println $name}}{{end}}");
        string runtime = runtimes.Contains("crun") ? "crun" : "runc";
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "flags");

        (await scalesim.RunAsync(
            "up", "--name", cluster.Name, "--workers", "2", "--runtime", runtime, "--cpus", "0.25")).AssertExitCode(0);

        IReadOnlyList<JsonObject> all = await DockerCli.InspectAsync(await cluster.ContainersAsync());
        Assert.Equal(3, all.Count);
        Assert.All(all, container => Assert.Equal(runtime, (string?)container["HostConfig"]!["Runtime"]));
        Assert.All(
            await DockerCli.InspectAsync(await cluster.WorkersAsync()),
            worker => Assert.Equal(250_000_000, (long)worker["HostConfig"]!["NanoCpus"]!));
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        await cluster.AssertNothingLeftAsync();
    }
}
