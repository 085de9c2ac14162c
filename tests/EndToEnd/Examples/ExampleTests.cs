using ScaleSim.EndToEnd.Runs;

namespace ScaleSim.EndToEnd.Examples;

/// <summary>
/// The examples as their pages say, with the real programs of Debian's packages, which scripts/test.sh installs; each
/// example's own tool is the witness.
/// </summary>
public sealed class ExampleTests : IDisposable
{
    private readonly Scalesim _scalesim = new();

    [DockerFact]
    public async Task MooseFS_RegistersAllChunkservers_AndItsOwnToolListsThem()
    {
        const int Workers = 40;
        await using var cluster = new TestCluster(_scalesim, "moosefs");

        CommandResult run = await RunAsync(
            cluster, "moosefs", "sh", "-c", "mfscli -H \"${SCALESIM_MASTER%:*}\" -SCS -s '|'");

        run.AssertExitCode(0);
        string listed = await TestLogAsync();
        // chunk servers:|198.18.0.2|20000|1|-|3.0.117|0|maintenance_off|0|1052672|67108864|-|0|0|0
        string[] servers = [.. listed.Split('\n')
            .Where(line => line.StartsWith("chunk servers:|", StringComparison.Ordinal))
            .Select(line => string.Join(':', line.Split('|')[1..3]))];
        Assert.Equal(Workers, servers.Distinct().Count());
        run.AssertOutput($"all {Workers} workers are registered exactly once, and no stranger");
        run.AssertOutput("passed nothing-missing");
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task MooseFS_KeepsFilesThroughALoss_AndReportsTheMissingCopies()
    {
        await using var cluster = new TestCluster(_scalesim, "moosefs");

        CommandResult run = await RunAsync(cluster, "moosefs", FileOf("moosefs", "test.sh"));

        run.AssertExitCode(0);
        string log = await TestLogAsync();
        Assert.Contains("200 files, two copies each, read back intact", log, StringComparison.Ordinal);
        Assert.Matches("2 chunkservers killed: the master reports [1-9][0-9]* chunks with missing copies", log);
        Assert.Contains("every file with a copy left reads back during the loss", log, StringComparison.Ordinal);
        Assert.Contains("all 40 chunkservers are back", log, StringComparison.Ordinal);
        Assert.All(States(), state => Assert.Equal("registered", state));
        Assert.Equal(2, Rows("events.csv").Count(row => row["kind"] == "workerDied"
            && row["detail"].Contains("scalesim kill", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            await File.ReadAllLinesAsync("/proc/mounts"),
            mount => mount.Contains("fuse.mfs", StringComparison.Ordinal));
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task Dask_ComputesTheRightMeans_ThoughAWorkerIsKilledInTheMiddle()
    {
        await using var cluster = new TestCluster(_scalesim, "dask");

        CommandResult run = await RunAsync(cluster, "dask", FileOf("dask", "compute.py"));

        run.AssertExitCode(0);
        string log = await TestLogAsync();
        Assert.Matches("was killed with [1-9][0-9]* results; the scheduler counts 7 workers", log);
        Assert.Contains("the means of 192000 rows by 7 keys are right", log, StringComparison.Ordinal);
        Assert.Single(States(), state => state == "stopped");
        Assert.Equal(7, States().Count(state => state == "registered"));
        Assert.Empty(await cluster.RemainsAsync());
    }

    public void Dispose() => _scalesim.Dispose();

    private Task<CommandResult> RunAsync(TestCluster cluster, string example, params string[] test) =>
        _scalesim.RunAsync(
        [
            "run", FileOf(example, "cluster.yaml"), "--name", cluster.Name, "--output", _scalesim.Output, "--", .. test,
        ]);

    private IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file) =>
        CsvFile.Read(Path.Combine(_scalesim.Output, file));

    private IEnumerable<string> States() => Rows("workers.csv").Select(row => row["state"]);

    private Task<string> TestLogAsync() => File.ReadAllTextAsync(Path.Combine(_scalesim.Output, "test.log"));

    private static string FileOf(string example, string file)
    {
        DirectoryInfo directory = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "ScaleSim.sln")))
        {
            directory = directory.Parent!;
        }

        return Path.Combine(directory.FullName, "examples", example, file);
    }
}
