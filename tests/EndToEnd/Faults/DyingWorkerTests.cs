using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>
/// A worker that dies at start. The reference worker refuses less than 16 MiB of memory; the plan only knows what it
/// takes while it does nothing.
/// </summary>
public sealed class DyingWorkerTests
{
    private const string LastLine = "SCALESIM_MEMORY is '8388608'";

    [DockerFact]
    public async Task Run_FailsWithExitCodeAndLastLines_AndRemovesTheRest()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "dying");

        CommandResult result = await scalesim.RunAsync(
            "run", "--name", cluster.Name, "--workers", "6", "--memory", "8MiB", "--output", scalesim.Output);

        result.AssertExitCode(1);
        result.AssertOutput("exit code 2");
        result.AssertOutput(LastLine);
        Assert.Empty(await cluster.RemainsAsync());
        JsonNode summary = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(scalesim.Output, "summary.json")))!;
        Assert.Equal(("failed", 1), ((string)summary["outcome"]!, (int)summary["exitCode"]!));
        string[] logs = Directory.GetFiles(Path.Combine(scalesim.Output, "logs"), "worker-*.log");
        Assert.NotEmpty(logs);
        Assert.Contains(LastLine, await File.ReadAllTextAsync(logs[0]), StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task Up_FailsWithExitCodeAndLastLines_AndRemovesTheRest()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "dying");

        CommandResult result = await scalesim.RunAsync(
            "up", "--name", cluster.Name, "--workers", "6", "--memory", "8MiB");

        result.AssertExitCode(1);
        result.AssertStderr("exit code 2");
        result.AssertStderr(LastLine);
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task Up_Fails_WhereAWorkerEndsAMomentAfterItsStart_AndNoProbeWouldNotice()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "brief");
        string file = Path.Combine(scalesim.WorkingDirectory, "cluster.yaml");
        await File.WriteAllTextAsync(file, """
            name: brief
            master: {external: '192.0.2.1:9'}
            workers:
              count: 4
              fromHost: [/bin/sh, /bin/sleep]
              command: [/bin/sh, -c, 'sleep 0.02; [ {worker.index} = 4 ] || exec sleep 1000; echo no licence; exit 3']
            """);

        CommandResult result = await scalesim.RunAsync("up", file, "--name", cluster.Name);

        result.AssertExitCode(1);
        result.AssertStderr("worker-0004 failed: ended with exit code 3");
        result.AssertStderr("no licence");
        Assert.Empty(await cluster.RemainsAsync());
    }
}
