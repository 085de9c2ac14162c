using System.Globalization;
using System.Text.Json.Nodes;
using ScaleSim.EngineProxy;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>
/// The built program and its keeper with an Engine whose answers get lost, broken, late or wrong on the way. The docker
/// command goes around all that and is the witness.
/// </summary>
[Long]
public sealed class FaultyEngineTests
{
    public static IEnumerable<object[]> Seeds => FaultSeeds.Rows(7, 11);

    [DockerTheory]
    [MemberData(nameof(Seeds))]
    public async Task Cluster_IsWhole_AndGoesWhole_InAStormOfFaults(int seed)
    {
        int workers = await IsOldEngineAsync() ? 60 : 12;
        await using var proxy = new FaultyEngine(FaultyEngine.EngineSocket(), FaultPlan.Storm(seed));
        using var scalesim = new Scalesim();
        scalesim.Environment["DOCKER_HOST"] = proxy.DockerHost;
        await using var cluster = new TestCluster(scalesim, "storm", "prx");

        CommandResult up = await scalesim.RunAsync(
            "up", "--name", cluster.Name, "--workers", workers.ToString(CultureInfo.InvariantCulture),
            "--workers-per-node", "20");

        up.AssertExitCode(0);
        int nodes = (workers + 19) / 20;
        Assert.Equal(workers + nodes, (await cluster.ContainersAsync()).Count);
        Assert.Equal(workers, (await cluster.WorkersAsync()).Count);
        Assert.Single(await cluster.NetworksAsync());
        IReadOnlyList<JsonObject> containers = await DockerCli.InspectAsync(await cluster.ContainersAsync());
        Assert.All(containers, container => Assert.True((bool)container["State"]!["Running"]!));
        await cluster.RememberAsync();
        (await scalesim.RunAsync("status", cluster.Name)).AssertExitCode(0);

        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);

        Assert.Empty(await cluster.RemainsAsync());
        AssertMetFaults(proxy);
    }

    [DockerFact]
    public async Task Up_SaysThatTheMachineIsFull_AndLeavesNothing()
    {
        int creates = 0;
        await using var proxy = new FaultyEngine(
            FaultyEngine.EngineSocket(),
            new FaultPlan(1, new FaultRule(EngineFault.Refusal, 1)
            {
                Fits = call => call.IsContainerCreate && Interlocked.Increment(ref creates) > 5,
                Message = "mkdir /var/lib/docker/overlay2/0f2c-init: no space left on device",
            })
            {
                InARowMax = int.MaxValue,
            });
        using var scalesim = new Scalesim();
        scalesim.Environment["DOCKER_HOST"] = proxy.DockerHost;
        await using var cluster = new TestCluster(scalesim, "full", "prx");

        CommandResult up = await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "12");

        up.AssertExitCode(4);
        up.AssertStderr("The engine's machine has no disk space left");
        up.AssertStderr("docker system df");
        Assert.Empty(await cluster.RemainsAsync());
    }

    private static void AssertMetFaults(FaultyEngine proxy)
    {
        string log = string.Join('\n', proxy.Log);
        Assert.True(proxy.Log.Count >= 8, $"Little went wrong:\n{log}");
        Assert.True(
            Enum.GetValues<EngineFault>().Count(fault => proxy.CountOf(fault) > 0) >= 4, $"Few kinds:\n{log}");
    }

    private static async Task<bool> IsOldEngineAsync()
    {
        IReadOnlyList<string> version =
            await DockerCli.LinesAsync("version", "--format", "{{.Server.APIVersion}}");
        return Version.Parse(version[0]) < new Version(1, 43);
    }
}
