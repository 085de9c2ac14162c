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

        CommandResult run = await _scalesim.RunAsync(
            "run", FileOf("moosefs"), "--name", cluster.Name, "--output", _scalesim.Output,
            "--", "sh", "-c", "mfscli -H \"${SCALESIM_MASTER%:*}\" -SCS -s '|'");

        run.AssertExitCode(0);
        string listed = await File.ReadAllTextAsync(Path.Combine(_scalesim.Output, "test.log"));
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
    public async Task Dask_ComputesOnTheRack_WithItsOwnClient()
    {
        await using var cluster = new TestCluster(_scalesim, "dask");
        const string Sum = "import os; from distributed import Client; "
            + "c = Client('tcp://' + os.environ['SCALESIM_MASTER']); "
            + "print('workers', len(c.scheduler_info()['workers']), 'sum', sum(c.gather(c.map(lambda x: x * x, "
            + "range(1000)))))";

        CommandResult run = await _scalesim.RunAsync(
            "run", FileOf("dask"), "--name", cluster.Name, "--output", _scalesim.Output,
            "--", "/usr/bin/python3", "-c", Sum);

        run.AssertExitCode(0);
        Assert.Contains(
            "workers 8 sum 332833500",
            await File.ReadAllTextAsync(Path.Combine(_scalesim.Output, "test.log")),
            StringComparison.Ordinal);
        Assert.Empty(await cluster.RemainsAsync());
    }

    public void Dispose() => _scalesim.Dispose();

    private static string FileOf(string example)
    {
        DirectoryInfo directory = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "ScaleSim.sln")))
        {
            directory = directory.Parent!;
        }

        return Path.Combine(directory.FullName, "examples", example, "cluster.yaml");
    }
}
