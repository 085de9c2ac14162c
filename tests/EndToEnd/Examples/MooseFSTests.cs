using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Examples;

/// <summary>
/// The example as its page says, with the real programs of Debian's packages, which scripts/test.sh installs; its own
/// tool is the witness.
/// </summary>
[Long]
public sealed class MooseFSTests : IDisposable
{
    private readonly ExampleRun _example = new("moosefs");

    [DockerFact]
    public async Task MooseFS_RegistersAllChunkservers_AndItsOwnToolListsThem()
    {
        const int Workers = 40;
        await using var cluster = new TestCluster(_example.Scalesim, "moosefs");

        CommandResult run = await _example.RunAsync(
            cluster, "sh", "-c", "mfscli -H \"${SCALESIM_MASTER%:*}\" -SCS -s '|'");

        run.AssertExitCode(0);
        string listed = await _example.TestLogAsync();
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
        await using var cluster = new TestCluster(_example.Scalesim, "moosefs");

        CommandResult run = await _example.RunAsync(cluster, _example.FileOf("test.sh"));

        run.AssertExitCode(0);
        string log = await _example.TestLogAsync();
        Assert.Contains("200 files, two copies each, read back intact", log, StringComparison.Ordinal);
        Assert.Matches("2 chunkservers killed: the master reports [1-9][0-9]* chunks with missing copies", log);
        Assert.Contains("every file with a copy left reads back during the loss", log, StringComparison.Ordinal);
        Assert.Contains("all 40 chunkservers are back", log, StringComparison.Ordinal);
        Assert.All(_example.States(), state => Assert.Equal("registered", state));
        Assert.Equal(2, _example.Rows("events.csv").Count(row => row["kind"] == "workerDied"
            && row["detail"].Contains("scalesim kill", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            await File.ReadAllLinesAsync("/proc/mounts"),
            mount => mount.Contains("fuse.mfs", StringComparison.Ordinal));
        Assert.Empty(await cluster.RemainsAsync());
    }

    public void Dispose() => _example.Dispose();
}
