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
}
