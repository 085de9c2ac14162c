using ScaleSim.EndToEnd.Runs;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>Deaths while a run goes on: those that ScaleSim was asked for, and one by somebody else's hand.</summary>
[Long]
public sealed class AskedDeathsTests : IDisposable
{
    private readonly Scalesim _scalesim = new();

    [DockerFact]
    public async Task Run_Passes_WhenItsTestCommandKillsAndStopsWorkersForGood()
    {
        await using var cluster = new TestCluster(_scalesim, "asked");

        CommandResult run = await RunAsync(
            cluster,
            "test -x \"$SCALESIM_PROGRAM\" && \"$SCALESIM_PROGRAM\" kill 2,3 --cluster \"$SCALESIM_CLUSTER\" && "
            + "\"$SCALESIM_PROGRAM\" stop 5 --cluster \"$SCALESIM_CLUSTER\"");

        run.AssertExitCode(0);
        Assert.Equal(
            ["registered", "stopped", "stopped", "registered", "stopped", "registered"],
            Rows("workers.csv").Select(row => row["state"]));
        Assert.Equal(
            ["asked for by scalesim kill", "asked for by scalesim kill", "asked for by scalesim stop"],
            Rows("events.csv").Where(row => row["kind"] == "workerDied").Select(row => row["detail"]).Order());
        Assert.Equal("notChecked", Rows("checks.csv").Single(row => row["name"] == "worker-loss")["verdict"]);
        run.AssertOutput("worker-0005 by scalesim stop");
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task Run_MakesAllItsChecks_WhenItsTestCommandStartsAgainWhatItKilled()
    {
        await using var cluster = new TestCluster(_scalesim, "asked");

        CommandResult run = await RunAsync(
            cluster,
            "for verb in kill start restart; do "
            + "\"$SCALESIM_PROGRAM\" $verb 2,3 --cluster \"$SCALESIM_CLUSTER\" || exit 1; done");

        run.AssertExitCode(0);
        Assert.All(Rows("workers.csv"), row => Assert.Equal("registered", row["state"]));
        Assert.Equal("passed", Rows("checks.csv").Single(row => row["name"] == "worker-loss")["verdict"]);
    }

    [DockerFact]
    public async Task Run_Fails_WhenAWorkerIsKilledByHand()
    {
        await using var cluster = new TestCluster(_scalesim, "byhand");

        CommandResult run = await RunAsync(
            cluster, "docker kill \"$SCALESIM_CLUSTER-worker-0004\"", "--checks", "safe");

        run.AssertExitCode(1);
        run.AssertOutput("worker-0004: ended with exit code 137");
        Assert.Equal("failed", Rows("workers.csv")[3]["state"]);
        Assert.True(File.Exists(Path.Combine(_scalesim.Output, "logs", "worker-0004.log")));
        Assert.Empty(await cluster.RemainsAsync());
    }

    public void Dispose() => _scalesim.Dispose();

    private Task<CommandResult> RunAsync(TestCluster cluster, string script, params string[] flags) =>
        _scalesim.RunAsync(
        [
            "run", "--name", cluster.Name, "--workers", "6", "--output", _scalesim.Output, .. flags,
            "--", "sh", "-c", script,
        ]);

    private IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file) =>
        CsvFile.Read(Path.Combine(_scalesim.Output, file));
}
