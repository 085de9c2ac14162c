using ScaleSim.Core.Engines;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Reports;

public sealed class FailureLogsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly OutputDirectory _output;

    public FailureLogsTests() => _output = OutputDirectory.Open(_directory.Path);

    [Fact]
    public async Task Workers_ThatFailed_HaveTheirLogs_AndNoOthers()
    {
        RunSnapshot snapshot = Failed(ReportSamples.Snapshot(workers: 3), failed: 2);

        IReadOnlyList<string> missing = await new FailureLogs(_output).WriteWorkersAsync(
            snapshot, ReadAsync, alsoTheLiving: false, default);

        Assert.Empty(missing);
        Assert.Equal(
            ["worker-0001.log", "worker-0002.log"],
            Directory.GetFiles(_output.PathOf("logs")).Select(Path.GetFileName).Order());
        Assert.Equal(
            "# worker-0001: broken\nlast words of 1\n", File.ReadAllText(_output.PathOf("logs/worker-0001.log")));
    }

    [Fact]
    public async Task Log_ThatCantBeRead_SaysSo()
    {
        await new FailureLogs(_output).WriteWorkersAsync(
            Failed(ReportSamples.Snapshot(workers: 1), failed: 1),
            (_, _) => throw new EngineException("no such container"),
            alsoTheLiving: false,
            default);

        Assert.Contains(
            "its log could not be read: no such container",
            File.ReadAllText(_output.PathOf("logs/worker-0001.log")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_AreBounded_AndSaySo()
    {
        IReadOnlyList<string> missing = await new FailureLogs(_output).WriteWorkersAsync(
            Failed(ReportSamples.Snapshot(workers: 150), failed: 150), ReadAsync, alsoTheLiving: true, default);

        Assert.Equal(["150 workers failed; logs/ has the logs of the first 100."], missing);
        Assert.Equal(FailureLogs.WorkersMax, Directory.GetFiles(_output.PathOf("logs")).Length);
    }

    [Fact]
    public async Task Logs_HaveTheLivingToo_WhenTheirTestsFailed()
    {
        await new FailureLogs(_output).WriteWorkersAsync(
            Failed(ReportSamples.Snapshot(workers: 3), failed: 1), ReadAsync, alsoTheLiving: true, default);

        Assert.Equal(3, Directory.GetFiles(_output.PathOf("logs")).Length);
        Assert.StartsWith(
            "# worker-0003: as planned\n", await File.ReadAllTextAsync(_output.PathOfLog("worker-0003")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Master_And_Crash_HaveTheirLogs()
    {
        var logs = new FailureLogs(_output);
        await logs.WriteMasterAsync(ReportSamples.Snapshot(workers: 1), "panic", default);
        string crash = logs.WriteCrash(new InvalidOperationException("a bug"));

        Assert.Equal("panic", File.ReadAllText(_output.PathOf("logs/master.log")));
        Assert.Contains("a bug", File.ReadAllText(crash), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_HideTheSpecsSecrets_FromEverybodyElse()
    {
        using var directory = new TemporaryDirectory();
        using OutputDirectory output = OutputDirectory.Open(directory.Path, isPrivate: true);
        RunSnapshot snapshot = Failed(ReportSamples.Snapshot(workers: 1), failed: 1);
        WorkerGroupSpec group = snapshot.Plan.Spec.Groups[0] with
        {
            Environment = new Dictionary<string, string> { ["API_TOKEN"] = "hunter22" },
        };
        snapshot = snapshot with
        {
            Plan = snapshot.Plan with { Spec = snapshot.Plan.Spec with { Groups = [group] } },
        };
        var logs = new FailureLogs(output);

        await logs.WriteWorkersAsync(
            snapshot, (_, _) => Task.FromResult("token hunter22\n"), alsoTheLiving: false, default);
        await logs.WriteMasterAsync(snapshot, "token hunter22\n", default);

        Assert.Equal("token ***\n", File.ReadAllText(output.PathOf("logs/master.log")));
        Assert.EndsWith(
            "token ***\n", File.ReadAllText(output.PathOf("logs/worker-0001.log")), StringComparison.Ordinal);
        Assert.Equal("rwx------", ModeOf(output.PathOf("logs")));
    }

    // As ls(1) shows it.
    private static string ModeOf(string path)
    {
        int mode = (int)File.GetUnixFileMode(path);
        return string.Concat(Enumerable.Range(0, 9).Select(bit => (mode & (256 >> bit)) != 0 ? "rwxrwxrwx"[bit] : '-'));
    }

    public void Dispose()
    {
        _output.Dispose();
        _directory.Dispose();
    }

    private static Task<string> ReadAsync(int worker, CancellationToken cancellationToken) =>
        Task.FromResult($"last words of {worker}\n");

    private static RunSnapshot Failed(RunSnapshot snapshot, int failed) => snapshot with
    {
        Workers = [.. snapshot.Workers.Select(worker =>
            worker with { Failure = worker.Index <= failed ? "broken" : null })],
    };
}
