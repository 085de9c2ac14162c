using ScaleSim.EndToEnd.Runs;

namespace ScaleSim.EndToEnd.Usage;

/// <summary>A run on the fake engine, which needs no Docker and has no network.</summary>
public sealed class FakeEngineTests : IDisposable
{
    private readonly Scalesim _scalesim = new();

    [Fact]
    public async Task Run_Passes_AndNeverSaysThatACheckOfTheNetworkDid()
    {
        CommandResult result = await _scalesim.RunAsync(
            "run", "--engine", "fake", "--workers", "50", "--output", _scalesim.Output);

        result.AssertExitCode(0);
        Dictionary<string, string> verdicts = CsvFile.Read(Path.Combine(_scalesim.Output, "checks.csv"))
            .ToDictionary(check => check["name"], check => check["verdict"]);
        Assert.Equal("passed", verdicts["running"]);
        Assert.True(verdicts.Remove("running") && verdicts.Count >= 10, string.Join(", ", verdicts.Keys));
        Assert.All(verdicts, verdict => Assert.True(verdict.Value == "notApplicable", $"{verdict}"));
        Assert.Empty(_scalesim.TemporaryFiles());
    }

    [Fact]
    public async Task Run_Fails_WhenItsTestCommandDoes()
    {
        CommandResult result = await _scalesim.RunAsync(
            "run", "--engine", "fake", "--workers", "2", "--output", _scalesim.Output, "--", "sh", "-c", "exit 7");

        result.AssertExitCode(1);
        result.AssertOutput("The test command sh exited with 7.");
    }

    [Fact]
    public async Task Run_EndsItsTestCommand_WhenItsTimeIsOver()
    {
        CommandResult result = await _scalesim.RunAsync(
            "run", "--engine", "fake", "--workers", "2", "--test-timeout", "1s", "--output", _scalesim.Output,
            "--", "sleep", "3600");

        result.AssertExitCode(1);
        result.AssertOutput("The test command sleep was ended after 1 s: it had not finished.");
    }

    [Fact]
    public async Task Run_ShowsItsPlan_AndStartsNothing_WhenItIsDry()
    {
        CommandResult result = await _scalesim.RunAsync(
            "run", "--engine", "fake", "--workers", "3", "--name", "dry", "--dry-run", "--output", _scalesim.Output,
            "--", "touch", "ran");

        result.AssertExitCode(0);
        Assert.Contains("bridge ss-", result.Stdout, StringComparison.Ordinal);
        Assert.Contains("node-001", result.Stdout, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scalesim.Output));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_scalesim.WorkingDirectory));
    }

    public void Dispose() => _scalesim.Dispose();
}
