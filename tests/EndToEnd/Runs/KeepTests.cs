namespace ScaleSim.EndToEnd.Runs;

/// <summary><c>run --keep</c>: the cluster outlives the run, and only one that has come up.</summary>
public sealed class KeepTests
{
    [DockerFact]
    public async Task Run_LeavesTheCluster_AndSaysHowItIsRemoved()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "kept");

        CommandResult run = await scalesim.RunAsync(
            "run", "--keep", "--name", cluster.Name, "--workers", "2", "--checks", "safe", "--output", scalesim.Output);

        run.AssertExitCode(0);
        run.AssertOutput($"Cluster {cluster.Name} is kept. Remove it with 'scalesim down {cluster.Name}'.");
        (await scalesim.RunAsync("status", cluster.Name)).AssertExitCode(0);
        await cluster.RememberAsync();
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        await cluster.AssertNothingLeftAsync();
    }

    [DockerFact]
    public async Task Run_RemovesAClusterThatDoesNotComeUp_AlsoWhereItWasToBeKept()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "unkept");

        CommandResult run = await scalesim.RunAsync(
            "run", "--keep", "--name", cluster.Name, "--workers", "2", "--memory", "8MiB", "--output", scalesim.Output);

        run.AssertExitCode(1);
        run.AssertOutput("The cluster is removed again.");
        Assert.DoesNotContain("is kept", run.Stdout, StringComparison.Ordinal);
        Assert.Empty(await cluster.RemainsAsync());
    }
}
