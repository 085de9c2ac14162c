using ScaleSim.Core.Checks;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Reports.Summaries;
using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Tests.Reports;

public sealed class SummaryWriterTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Summary_ReadsBack_AsItWasWritten()
    {
        RunSnapshot snapshot = ReportSamples.Snapshot(RunPhase.SafeChecks) with
        {
            NodesStarted = 2,
            WorkersCreated = 3,
            WorkersStarted = 3,
            WorkersReady = 2,
            WorkersRegistered = 1,
            WorkersFailed = 1,
            Outcome = RunOutcome.Failed,
            ExitCode = 1,
            Failure = "1 check's target failed: \"naïve\"",
            Checks = [ReportSamples.Check("ports-from-host", Verdict.NotApplicable, "engine fake")],
        };
        var command = new TestCommandResult(
            ["./test.sh", "API_TOKEN=x"], 3, ReportSamples.Start, TimeSpan.FromSeconds(2), "it ended with 3");
        string path = _directory.PathOf("summary.json");

        SummaryWriter.Write(
            path, SummaryBuilder.Build(snapshot, ReportSamples.Facts, command, ["events.csv is missing"]));
        RunSummary summary = SummaryWriter.Read(path);

        Assert.Equal(RunSummary.CurrentSchemaVersion, summary.SchemaVersion);
        Assert.Equal(new SoftwareSummary("0.1.0", "c145666"), summary.ScaleSim);
        Assert.Equal(("demo", "1a2b3c4d", 42), (summary.Cluster, summary.Run, summary.Seed));
        Assert.Equal(["run", "--workers", "3", "--token", "***"], summary.Arguments);
        Assert.Equal("2026-11-21T10:51:00.123Z", summary.StartedAt);
        Assert.Equal((12000, "safeChecks", "failed"), (summary.DurationMs, summary.Phase, summary.Outcome));
        Assert.Equal((1, "1 check's target failed: \"naïve\""), (summary.ExitCode, summary.Failure));
        Assert.Equal(("docker", "1.41"), (summary.Engine.Kind, summary.Engine.ApiVersion));
        Assert.Equal("runc", summary.Engine.Runtime);
        Assert.Equal("AMD EPYC 7B13", summary.Machine.CpuModel);
        Assert.Equal(new NodeCounts(2, 2), summary.Nodes);
        Assert.Equal(new WorkerCounts(3, 3, 3, 2, 1, 1, 0, 0), summary.Workers);
        Assert.Equal([new PhaseSummary("plan", 0, 20), new PhaseSummary("safeChecks", 20, null)], summary.Phases);
        Assert.Equal(
            new CheckSummary("ports-from-host", "safe", "notApplicable", 1234, "engine fake"), summary.Checks[0]);
        Assert.Equal(["./test.sh", "API_TOKEN=***"], summary.TestCommand!.Command);
        Assert.Equal(2, summary.Warnings.Count);
        Assert.Contains("3 workers share 2 cores", summary.Statement, StringComparison.Ordinal);
        Assert.Contains("1 check's target failed: \\\"naïve\\\"", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", File.ReadAllText(path), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();
}
