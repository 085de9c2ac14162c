using ScaleSim.Core.Checks;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class SummaryViewTests
{
    [Fact]
    public void Summary_OfAPass()
    {
        TestConsole console = TestConsole.Pipe();
        SummaryView.Write(console.Console, RunSamples.Removed, cores: 2, output: "results/demo-1a2b3c4d");

        Assert.Equal(
            """

              verdict       check      time   message
            ─────────────────────────────────────────────────────────────
              passed        running   1.2 s   4 workers run, as planned
              not checked   names     1.2 s   needs root

            passed in 1 min 15 s: 2 checks, 1 passed, 1 not checked
            report: results/demo-1a2b3c4d

            """ + Statements.WorkerPerformance(RunSamples.Removed, 2) + "\n",
            console.Output);
    }

    [Theory]
    [InlineData(RunOutcome.Failed, "error: failed after 1 min 15 s: 1 check, 1 failed: [a] b")]
    [InlineData(RunOutcome.Error, "error: failed after 1 min 15 s: 1 check, 1 failed: [a] b")]
    [InlineData(RunOutcome.Cancelled, "error: cancelled after 1 min 15 s: 1 check, 1 failed: [a] b")]
    public void Summary_OfAFailure_SaysWhy(RunOutcome outcome, string line)
    {
        TestConsole console = TestConsole.Pipe();
        RunSnapshot snapshot = RunSamples.Removed with
        {
            Outcome = outcome,
            Failure = "[a] b",
            Checks = [RunSamples.Check("[bold]", Verdict.Failed, "[/] port 1 is closed")],
        };
        SummaryView.Write(console.Console, snapshot, cores: 1, output: null);

        Assert.Contains(line, console.Output, StringComparison.Ordinal);
        Assert.Contains("[/] port 1 is closed", console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("report:", console.Output, StringComparison.Ordinal);
    }
}
