using ScaleSim.EngineProxy;

namespace ScaleSim.EndToEnd.Engines;

/// <summary>
/// A machine whose disk is full, really, once the plan was made: what the user of <c>up</c> is told, and that nothing
/// is left. The words are those of the Engine and of the kernel.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ExhaustedEngineTests(ExhaustedEngine machine) : IClassFixture<ExhaustedEngine>
{
    private const int NotHere = 4;

    [OwnEngineFact]
    public async Task Up_SaysThatTheDiskIsFull_AndLeavesNothing_AndWorksOnceThereIsSpace()
    {
        await machine.StartAsync();
        using var scalesim = new Scalesim();
        machine.Engine.Use(scalesim);
        await using FaultyEngine proxy = machine.Before("worker-0004", machine.FillDisk);

        await using TestCluster cluster = await AssertRefusedAsync(
            scalesim, proxy, "disk", "no disk space left", "no space left on device", "docker system df");

        machine.FreeDisk();
        (await UpAsync(scalesim, cluster)).AssertExitCode(0);
        await cluster.RememberAsync();
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        Assert.Empty(await cluster.RemainsAsync());
    }

    private static async Task<TestCluster> AssertRefusedAsync(
        Scalesim scalesim, FaultyEngine proxy, string word, string what, string words, string remedy)
    {
        scalesim.Environment["DOCKER_HOST"] = proxy.DockerHost;
        var cluster = new TestCluster(scalesim, word, "exh");

        CommandResult up = await UpAsync(scalesim, cluster);

        up.AssertExitCode(NotHere);
        up.AssertStderr($"The engine's machine has {what}");
        Assert.Contains(words, up.Stderr, StringComparison.OrdinalIgnoreCase);
        up.AssertStderr(remedy);
        up.AssertStderr("run the same command again");
        await cluster.AssertNothingLeftAsync();
        return cluster;
    }

    /// <summary>Workers that start nothing themselves: whatever lacks something is the Engine's.</summary>
    private static async Task<CommandResult> UpAsync(Scalesim scalesim, TestCluster cluster)
    {
        string file = Path.Combine(scalesim.WorkingDirectory, "cluster.yaml");
        await File.WriteAllTextAsync(file, """
            name: sleepers
            master: {external: '192.0.2.1:9'}
            workers:
              count: 10
              perNode: 1
              fromHost: [/bin/sleep]
              command: [/bin/sleep, '1000']
            """);
        return await scalesim.RunAsync("up", file, "--name", cluster.Name, "--concurrency", "2");
    }
}
