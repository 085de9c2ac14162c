using System.Text.Json;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Masters;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Reports.Summaries;
using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Tests.Reports;

public sealed class RunReportTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly OutputDirectory _output;

    public RunReportTests() => _output = OutputDirectory.Open(_directory.Path);

    [Fact]
    public async Task Update_LeavesAllFilesReadable_AtEachPhase()
    {
        await using var report = new RunReport(_output, ReportSamples.Facts);
        foreach (RunPhase phase in Enum.GetValues<RunPhase>())
        {
            report.Update(ReportSamples.Snapshot(phase));

            Assert.Equal(EventNames.Of(phase), Summary().Phase);
            Assert.Equal("running", Summary().Outcome);
            Assert.Equal(4, File.ReadAllLines(_output.PathOf("workers.csv")).Length);
        }

        Assert.Equal(
            ReportFiles.All.Order(),
            Directory.GetFiles(_output.Path)
                .Select(path => Path.GetFileName(path)!)
                .Order()
                .Where(name => name[0] != '.'));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task Update_WritesNothing_WhileNothingChanges()
    {
        await using var report = new RunReport(_output, ReportSamples.Facts);
        RunSnapshot snapshot = ReportSamples.Snapshot();
        report.Update(snapshot);
        File.Delete(_output.PathOf("summary.json"));
        File.Delete(_output.PathOf("workers.csv"));

        report.Update(snapshot with { Elapsed = snapshot.Elapsed + TimeSpan.FromMinutes(1) });

        Assert.False(File.Exists(_output.PathOf("summary.json")));
        Assert.False(File.Exists(_output.PathOf("workers.csv")));
    }

    [Fact]
    public async Task Workers_AreRewritten_NowAndThenInALongPhase()
    {
        await using var report = new RunReport(_output, ReportSamples.Facts);
        RunSnapshot snapshot = ReportSamples.Snapshot();
        report.Update(snapshot);

        RunSnapshot later = snapshot with
        {
            Elapsed = snapshot.Elapsed + TimeSpan.FromSeconds(10),
            Workers =
            [
                snapshot.Workers[0] with { Started = TimeSpan.FromMilliseconds(14_500.4) },
                .. snapshot.Workers.Skip(1),
            ],
        };
        report.Update(later with { Elapsed = snapshot.Elapsed + TimeSpan.FromSeconds(9) });
        string before = File.ReadAllLines(_output.PathOf("workers.csv"))[1];
        report.Update(later);
        string after = File.ReadAllLines(_output.PathOf("workers.csv"))[1];

        Assert.Equal("1,worker-0001,node-001,198.18.0.2,rpc=20000 data=20001,,,,,planned,", before);
        Assert.Equal("1,worker-0001,node-001,198.18.0.2,rpc=20000 data=20001,,14500,,,started,", after);
    }

    [Fact]
    public async Task Checks_And_TestCommand_AreWrittenAsTheyCome()
    {
        await using var report = new RunReport(_output, ReportSamples.Facts);
        RunSnapshot snapshot = ReportSamples.Snapshot(RunPhase.SafeChecks);
        report.Update(snapshot);
        report.Update(snapshot with { Checks = [ReportSamples.Check("names", Verdict.Passed, "12, all of them")] });

        Assert.Equal(
            "names,safe,passed,2026-11-21T10:51:05.123Z,1234,\"12, all of them\"",
            File.ReadAllLines(_output.PathOf("checks.csv"))[1]);

        report.Use(new TestCommandResult(["true"], 0, ReportSamples.Start, TimeSpan.FromSeconds(1), ""));
        report.Update(snapshot);

        Assert.Equal(0, Summary().TestCommand!.ExitCode);
    }

    [Fact]
    public async Task Events_And_Samples_AreAppended()
    {
        await using (var report = new RunReport(_output, ReportSamples.Facts))
        {
            report.Add(new RunEvent(TimeSpan.FromSeconds(2), "workerDied", "worker-0001", 137, "killed,\nby hand"));
            report.Add(new MasterSample(
                TimeSpan.FromSeconds(3), 12.345, 4096, 1234.5, TimeSpan.FromMilliseconds(0.5), null, null));
        }

        Assert.Equal(
            "timeMs,kind,subject,exitCode,detail\n2000,workerDied,worker-0001,137,\"killed,\nby hand\"\n",
            File.ReadAllText(_output.PathOf("events.csv")));
        Assert.EndsWith(
            "\n3000,12.35,4096,1234.5,0.5,,\n",
            File.ReadAllText(_output.PathOf("master.csv")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_NotesAFileThatCantBeWritten_AndWritesTheOthers()
    {
        await using var report = new RunReport(_output, ReportSamples.Facts);
        Directory.CreateDirectory(_output.PathOf("checks.csv"));

        report.Update(ReportSamples.Snapshot());
        report.Update(ReportSamples.Snapshot(RunPhase.Ready));

        string problem = Assert.Single(report.Problems);
        Assert.StartsWith($"checks.csv could not be written to {_output.Path}: ", problem, StringComparison.Ordinal);
        Assert.Contains(problem, Summary().Warnings);
        Assert.Equal("ready", Summary().Phase);
    }

    [Fact]
    public async Task Update_LeavesOutASnapshot_ThatComesTooLate()
    {
        await using var report = new RunReport(_output, ReportSamples.Facts);
        RunSnapshot late = ReportSamples.Snapshot(RunPhase.Down);
        report.Update(ReportSamples.Snapshot(RunPhase.Ended) with { Elapsed = late.Elapsed + TimeSpan.FromSeconds(1) });
        report.Update(late);

        Assert.Equal("ended", Summary().Phase);
    }

    [Fact]
    public async Task Outcome_IsWritten_WhenItIsKnown()
    {
        await using var report = new RunReport(_output, ReportSamples.Facts);
        RunSnapshot snapshot = ReportSamples.Snapshot(RunPhase.Ended);
        report.Update(snapshot);
        report.Update(snapshot with { Outcome = RunOutcome.Error, ExitCode = 5, Failure = "a network is left" });

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_output.PathOf("summary.json")));
        Assert.Equal(5, json.RootElement.GetProperty("exitCode").GetInt32());
    }

    public void Dispose()
    {
        _output.Dispose();
        _directory.Dispose();
    }

    private RunSummary Summary() => SummaryWriter.Read(_output.PathOf("summary.json"));
}
