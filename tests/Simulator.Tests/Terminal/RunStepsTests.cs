using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Tests.Runs;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class RunStepsTests
{
    [Fact]
    public void Steps_SayHowFarTheyAreAndHowLongTheRestMayTake() => Assert.Equal(
        """
        started 2 of 2 nodes in 0.5 s (4.0/s)
        started 2 of 4 workers after 2.0 s (1.0/s), about 2.0 s left
        1 of 4 workers ready after 2.0 s (0.5/s), about 6.0 s left
        0 of 4 workers registered after 2.0 s
        """,
        Lines(RunSamples.Starting));

    [Fact]
    public void Steps_KeepTheTimeOfTheirLastWorker_OnceAllAreThere() => Assert.Equal(
        """
        started 2 of 2 nodes in 0.5 s (4.0/s)
        started 4 of 4 workers in 3.0 s (1.3/s)
        4 of 4 workers ready in 3.5 s (1.1/s)
        4 of 4 workers registered in 5.0 s (0.8/s)
        removed 4 of 4 workers in 1.5 s (2.7/s)
        """,
        Lines(RunSamples.Removed));

    [Fact]
    public void Steps_AreOver_WhenTheStartWasBrokenOff()
    {
        RunSnapshot broken = RunSamples.Starting with
        {
            Phase = RunPhase.Down,
            Elapsed = RunSamples.Seconds(8),
            Phases =
            [
                .. RunSamples.Starting.Phases.Take(3),
                new PhaseTiming(RunPhase.Start, RunSamples.Seconds(1), RunSamples.Seconds(4)),
                new PhaseTiming(RunPhase.Down, RunSamples.Seconds(5), null),
            ],
            WorkersRemoved = 1,
            LastRemoval = RunSamples.Seconds(6),
        };

        Assert.Equal(
            """
            started 2 of 2 nodes in 0.5 s (4.0/s)
            started 2 of 4 workers in 4.0 s (0.5/s)
            1 of 4 workers ready in 4.0 s (0.3/s)
            0 of 4 workers registered in 4.0 s
            1 of 3 workers gone after 3.0 s (0.3/s), about 6.0 s left
            """,
            Lines(broken));
        // Whoever has ended is on its way, as all end before the first is removed.
        Assert.EndsWith(
            "2 of 3 workers gone after 3.0 s (0.7/s), about 1.5 s left",
            Lines(broken with { WorkersEnded = 2 }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_LeaveOutWhatThePlanDoesNotHave()
    {
        ClusterPlan plan = TestPlans.Of(workers: 4, perNode: 1);
        plan = plan with { Nodes = [.. plan.Nodes.Select(node => node with { IsWorker = true })] };

        RunStep step = Assert.Single(RunSteps.Of(RunSamples.Starting with { Plan = plan }));

        Assert.Equal(RunStepKind.WorkersStarted, step.Kind);
    }

    [Fact]
    public void Steps_AreNone_BeforeTheStart() =>
        Assert.Empty(RunSteps.Of(RunSamples.Starting with { Phase = RunPhase.Master, Phases = [] }));

    private static string Lines(RunSnapshot snapshot) => string.Join('\n', RunSteps.Of(snapshot));
}
