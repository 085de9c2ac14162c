using ScaleSim.Core.Checks;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class RunPanelTests
{
    [Fact]
    public void Panel_HasABarForEachStep_WhileWorkersStart() => Assert.Equal(
        """
        demo: 4 workers on 2 nodes, run 1a2b3c4d
        nodes started       ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  2 of 2  4.0/s       0.5 s
        workers started     ━━━━━━━━━━━━━━━───────────────  2 of 4  1.0/s  2.0 s left
        workers ready       ━━━━━━━───────────────────────  1 of 4  0.5/s  6.0 s left
        workers registered  ──────────────────────────────  0 of 4              2.0 s
        starting nodes and workers, 3.0 s

        """,
        Render(RunSamples.Starting));

    [Fact]
    public void Panel_HasVerdictsAndNotes_WhileChecksAreMade() => Assert.Equal(
        """
        demo: 4 workers on 2 nodes, run 1a2b3c4d
        nodes started       ##############################  2 of 2  4.0/s  0.5 s
        workers started     ##############################  4 of 4  1.3/s  3.0 s
        workers ready       ##############################  4 of 4  1.1/s  3.5 s
        workers registered  ##############################  4 of 4  0.8/s  5.0 s
        passed  running      1.2 s
        failed  [bold]names  1.2 s
        1 worker not as planned; worker-0002: ended [/] oddly
        checking, 9.0 s: 12 of 40 [red]names

        """,
        Render(
            RunSamples.Checking with
            {
                Checks = [.. RunSamples.Checking.Checks, RunSamples.Check("[bold]names", Verdict.Failed, "no")],
                WorkersFailed = 1,
                Workers =
                [
                    RunSamples.Checking.Workers[0],
                    RunSamples.Checking.Workers[1] with { Failure = "ended [/] oddly" },
                    .. RunSamples.Checking.Workers.Skip(2),
                ],
            },
            "12 of 40 [red]names",
            isUnicode: false));

    [Fact]
    public void Panel_KeepsItsBarsAlone_AtTheEnd() => Assert.Equal(
        """
        demo: 4 workers on 2 nodes, run 1a2b3c4d
        nodes started       ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  2 of 2  4.0/s  0.5 s
        workers started     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  4 of 4  1.3/s  3.0 s
        workers ready       ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  4 of 4  1.1/s  3.5 s
        workers registered  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  4 of 4  0.8/s  5.0 s
        workers gone        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  4 of 4  2.7/s  1.5 s

        """,
        Render(RunSamples.Removed));

    private static string Render(RunSnapshot snapshot, string note = "", bool isUnicode = true)
    {
        TestConsole console = TestConsole.Pipe();
        console.Console.Write(RunPanel.Of(snapshot, note, isUnicode));
        return console.Output;
    }
}
