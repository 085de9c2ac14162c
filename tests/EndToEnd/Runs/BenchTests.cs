using System.Globalization;
using System.Runtime.InteropServices;

namespace ScaleSim.EndToEnd.Runs;

/// <summary><c>bench</c> on a real Engine: what it prints, what it writes, and that nothing of it stays.</summary>
public sealed class BenchTests
{
    [DockerFact]
    public async Task Bench_MeasuresScaleSimAndABareClient_AndLeavesNothing()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "bench");

        CommandResult result = await scalesim.RunAsync(
            "bench", "--name", cluster.Name, "--workers", "4", "--baseline", "--output", scalesim.Output);

        result.AssertExitCode(0);
        string[] begins =
        [
            "Processed 1 worker in ", "Processed 2 workers in ", "Processed 4 workers in ", "Registered 4 workers in ",
            "ScaleSim and its keeper took ", "Memory per worker: ", "Resident: scalesim ", "Idle over 10s: ",
            "Removed 4 workers in ", "Bare client: 4 workers in ", "ScaleSim's rate is ", "csv: ",
        ];
        string[] lines = result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length == begins.Length, result.All);
        Assert.All(
            lines.Zip(begins),
            pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
        AssertFigures(CsvFile.Read(Path.Combine(scalesim.Output, "bench.csv")));
        await cluster.AssertNothingLeftAsync();
    }

    /// <remarks>A create that is under way would be made all the same, and nobody would know its id.</remarks>
    [DockerFact]
    public async Task Bench_LeavesNothing_WhenTheBareClientIsCancelled()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "cut");
        await using RunningCommand bench = scalesim.Start(
            "bench", "--name", cluster.Name, "--workers", "40", "--baseline", "--output", scalesim.Output);
        await Poll.UntilAsync(
            () => Task.FromResult(bench.HasExited || bench.Output.Contains("Removed 40", StringComparison.Ordinal)),
            "the cluster is measured and removed");
        await Poll.UntilTheMomentAsync(
            async () => bench.HasExited || (await cluster.ContainersAsync()).Count >= 3,
            "the bare client has made some containers");

        bench.SignalGroup(PosixSignal.SIGINT);

        CommandResult result = await bench.WaitAsync();
        result.AssertExitCode(130);
        Assert.DoesNotContain("Bare client:", result.Stdout, StringComparison.Ordinal);
        await cluster.AssertNothingLeftAsync();
    }

    private static void AssertFigures(IReadOnlyList<IReadOnlyDictionary<string, string>> rows)
    {
        string[] times = ["up", "up", "up", "registered", "down", "bare-up", "bare-down"];
        string[] costs =
        [
            "cpu-scalesim", "cpu-machine", "memory", "memory-per-worker", "resident-scalesim", "resident-keeper",
            "resident-master", "idle-cpu-scalesim", "idle-cpu-machine",
        ];
        Assert.Equal(times, rows.Where(row => row["seconds"] != "").Select(row => row["phase"]));
        Assert.Equal(costs, rows.Where(row => row["unit"] != "").Select(row => row["phase"]));
        Assert.Equal(["1", "2", "4"], rows.Where(row => row["phase"] == "up").Select(row => row["workers"]));
        Assert.All(
            rows.Where(row => row["phase"] is "bare-up" or "resident-scalesim" or "resident-keeper" or "cpu-scalesim"),
            row => Assert.True(
                double.Parse(
                    row["unit"] == "" ? row["workersPerSecond"] : row["value"], CultureInfo.InvariantCulture) > 0,
                string.Join(',', row.Values)));
    }
}
