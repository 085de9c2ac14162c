namespace ScaleSim.EndToEnd.Examples;

/// <summary>
/// The example as its page says, with the real programs of Debian's packages, which scripts/test.sh installs; what it
/// computes is the witness.
/// </summary>
public sealed class DaskTests : IDisposable
{
    private readonly ExampleRun _example = new("dask");

    [DockerFact]
    public async Task Dask_ComputesTheRightMeans_ThoughAWorkerIsKilledInTheMiddle()
    {
        await using var cluster = new TestCluster(_example.Scalesim, "dask");

        CommandResult run = await _example.RunAsync(cluster, _example.FileOf("compute.py"));

        run.AssertExitCode(0);
        string log = await _example.TestLogAsync();
        Assert.Matches("was killed with [1-9][0-9]* results; the scheduler counts 7 workers", log);
        Assert.Contains("the means of 192000 rows by 7 keys are right", log, StringComparison.Ordinal);
        Assert.Single(_example.States(), state => state == "stopped");
        Assert.Equal(7, _example.States().Count(state => state == "registered"));
        Assert.Empty(await cluster.RemainsAsync());
    }

    public void Dispose() => _example.Dispose();
}
