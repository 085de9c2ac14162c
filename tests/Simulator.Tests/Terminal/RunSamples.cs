using ScaleSim.Core.Checks;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Registrations;
using ScaleSim.Core.Tests.Runs;

namespace ScaleSim.Simulator.Tests.Terminal;

/// <summary>Snapshots of a run of 4 workers on 2 nodes, step by step.</summary>
internal static class RunSamples
{
    public static readonly DateTimeOffset StartedAt = new(2026, 11, 21, 10, 51, 0, TimeSpan.Zero);

    public static ClusterPlan Plan { get; } = WithProbes(TestPlans.Of(workers: 4, perNode: 2));

    public static RunSnapshot Starting { get; } = new()
    {
        Plan = Plan,
        StartedAt = StartedAt,
        Elapsed = Seconds(3),
        Phase = RunPhase.Start,
        Phases =
        [
            new PhaseTiming(RunPhase.Plan, Seconds(0), Seconds(0.02)),
            new PhaseTiming(RunPhase.Prepare, Seconds(0.02), Seconds(0.48)),
            new PhaseTiming(RunPhase.Master, Seconds(0.5), Seconds(0.5)),
            new PhaseTiming(RunPhase.Start, Seconds(1), null),
        ],
        Workers =
        [
            new WorkerTimeline(1) { Created = Seconds(1.2), Started = Seconds(1.5), Ready = Seconds(2) },
            new WorkerTimeline(2) { Created = Seconds(1.2), Started = Seconds(1.5) },
            new WorkerTimeline(3) { Created = Seconds(2) },
            new WorkerTimeline(4),
        ],
        NodesStarted = 2,
        LastNodeStart = Seconds(1.5),
        WorkersCreated = 3,
        WorkersStarted = 2,
        WorkersReady = 1,
    };

    public static RunSnapshot Checking { get; } = Starting with
    {
        Elapsed = Seconds(9),
        Phase = RunPhase.SafeChecks,
        Phases =
        [
            .. Starting.Phases.Take(3),
            new PhaseTiming(RunPhase.Start, Seconds(1), Seconds(3)),
            new PhaseTiming(RunPhase.Ready, Seconds(4), Seconds(1)),
            new PhaseTiming(RunPhase.Registered, Seconds(5), Seconds(1)),
            new PhaseTiming(RunPhase.SafeChecks, Seconds(6), null),
        ],
        Workers = [.. Enumerable.Range(1, 4).Select(index => new WorkerTimeline(index)
        {
            Created = Seconds(1.2), Started = Seconds(index), Ready = Seconds(4.5), Registered = Seconds(6),
        })],
        WorkersCreated = 4,
        WorkersStarted = 4,
        WorkersReady = 4,
        WorkersRegistered = 4,
        Checks = [Check("running", Verdict.Passed, "4 workers run, as planned")],
    };

    public static RunSnapshot Removed { get; } = Checking with
    {
        Elapsed = Seconds(75),
        Phase = RunPhase.Ended,
        Phases =
        [
            .. Checking.Phases.Take(6),
            new PhaseTiming(RunPhase.SafeChecks, Seconds(6), Seconds(4)),
            new PhaseTiming(RunPhase.TestCommand, Seconds(10), Seconds(63)),
            new PhaseTiming(RunPhase.Down, Seconds(73), Seconds(2)),
            new PhaseTiming(RunPhase.Ended, Seconds(75), TimeSpan.Zero),
        ],
        WorkersRemoved = 4,
        LastRemoval = Seconds(74.5),
        Outcome = RunOutcome.Passed,
        ExitCode = 0,
        Checks =
        [
            .. Checking.Checks,
            Check("names", Verdict.NotChecked, "needs root"),
        ],
    };

    public static CheckResult Check(string name, Verdict verdict, string message) => new(
        name, CheckLevel.Safe, verdict, message, StartedAt + Seconds(6), Seconds(1.2));

    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static ClusterPlan WithProbes(ClusterPlan plan) => plan with
    {
        Spec = plan.Spec with
        {
            Groups = [plan.Spec.Groups[0] with { Ready = new TcpProbeSpec("rpc") }],
            Registered = new RegistrationSpec
            {
                Query = new HttpQuerySpec("/api/v1/workers"), Select = new JsonSelectionSpec("$[*].name"),
            },
        },
    };
}
