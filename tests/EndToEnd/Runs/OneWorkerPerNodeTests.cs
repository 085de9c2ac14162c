namespace ScaleSim.EndToEnd.Runs;

/// <summary>Workers with a network each: there is no sandbox, a worker is its own node.</summary>
public sealed class OneWorkerPerNodeTests
{
    [DockerFact]
    public async Task Run_PassesTheSafeChecks_WhenEveryWorkerIsItsOwnNode()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "alone");

        CommandResult result = await scalesim.RunAsync(
            "run", "--name", cluster.Name, "--workers", "5", "--workers-per-node", "1", "--checks", "safe",
            "--output", scalesim.Output, "--", "sh", "-c",
            "docker ps --all --filter label=scalesim.cluster=$SCALESIM_CLUSTER"
            + " --format '{{.Label \"scalesim.role\"}} {{.Networks}}' >$SCALESIM_OUTPUT/seen.txt");

        result.AssertExitCode(0);
        Assert.Equal(
            Enumerable.Repeat($"worker {cluster.Name}.scalesim.internal", 5),
            File.ReadAllLines(Path.Combine(scalesim.Output, "seen.txt")));
        Assert.All(
            CsvFile.Read(Path.Combine(scalesim.Output, "checks.csv")),
            check => Assert.True(check["verdict"] == "passed", $"{check["name"]}: {check["message"]}"));
        await cluster.AssertNothingLeftAsync();
    }
}
