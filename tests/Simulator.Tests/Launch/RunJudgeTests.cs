using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Tests.Terminal;

namespace ScaleSim.Simulator.Tests.Launch;

/// <summary>Which deaths fail a run.</summary>
public sealed class RunJudgeTests
{
    [Fact]
    public void Death_ThatNobodyAskedFor_FailsTheRun_AlsoIfSomebodyStartsTheWorkerAgain()
    {
        string reason = Assert.Single(Reasons(Death(2) with { LastLines = ["no room", "sorry"] }));

        Assert.StartsWith(
            "1 worker failed while the cluster was in use, worker-0002: ended with exit code 3.",
            reason,
            StringComparison.Ordinal);
        Assert.Contains("  no room\n  sorry\n", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Deaths_AreCounted_AndTheFirstIsNamed() => Assert.StartsWith(
        "2 workers failed while the cluster was in use, the first of them worker-0002: ended with exit code 3.",
        Assert.Single(Reasons(Death(2), Death(3))),
        StringComparison.Ordinal);

    [Fact]
    public void Death_ThatWasAskedFor_FailsNothing() =>
        Assert.Empty(Reasons(Death(2) with { AskedBy = "scalesim kill" }));

    [Fact]
    public void Death_ThatTheRestartPolicyMended_FailsNothing() =>
        Assert.Empty(Reasons(Death(2) with { IsFinal = false }));

    [Fact]
    public void Failure_WithoutADeath_FailsTheRun()
    {
        RunSnapshot snapshot = RunSamples.Checking;
        snapshot = snapshot with
        {
            Workers = [.. snapshot.Workers.Select(worker => worker with
            {
                Failure = worker.Index == 1 ? "its node node-001 ended" : null,
            })],
        };

        Assert.Contains(
            "worker-0001: its node node-001 ended.",
            Assert.Single(RunJudge.Reasons(snapshot, test: null)),
            StringComparison.Ordinal);
    }

    private static WorkerDeath Death(int worker) => new()
    {
        Time = RunSamples.StartedAt, Worker = worker, ExitCode = 3, Why = "ended with exit code 3",
    };

    private static IReadOnlyList<string> Reasons(params WorkerDeath[] deaths)
    {
        RunSnapshot snapshot = RunSamples.Checking;
        return RunJudge.Reasons(
            snapshot with
            {
                Workers = [.. snapshot.Workers.Select(worker => worker with { Failure = null })],
                Deaths = deaths,
            },
            test: null);
    }
}
