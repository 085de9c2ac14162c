using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Tests.Runs;

namespace ScaleSim.Core.Tests.Reports;

/// <summary>Facts and snapshots for tests of reports.</summary>
internal static class ReportSamples
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 51, 0, 123, TimeSpan.Zero);

    public static RunFacts Facts { get; } = new()
    {
        Version = "0.1.0",
        Commit = "c145666",
        SpecSha256 = new string('a', 64),
        PlanSha256 = new string('b', 64),
        Arguments = ["run", "--workers", "3", "--token", "hunter2"],
        Runtime = "runc",
        Engine = new EngineFacts
        {
            Kind = "docker",
            Version = "20.10.24",
            ApiVersion = new Version(1, 41),
            IsLocal = true,
            Cores = 2,
            MemoryBytes = 24L << 30,
            KernelVersion = "6.18.5",
            CgroupDriver = "cgroupfs",
            CgroupVersion = "1",
        },
        Machine = new MachineFacts("AMD EPYC 7B13", 2, 24L << 30, "6.18.5", "Debian GNU/Linux 12"),
    };

    public static RunSnapshot Snapshot(RunPhase phase = RunPhase.Start, int workers = 3)
    {
        ClusterPlan plan = TestPlans.Of(workers, perNode: 2);
        return new RunSnapshot
        {
            Plan = plan with { Warnings = ["the port 20001 is in use, so rpc moved to 20002"] },
            StartedAt = Start,
            Elapsed = TimeSpan.FromSeconds(12),
            Phase = phase,
            Phases = [new PhaseTiming(RunPhase.Plan, TimeSpan.Zero, TimeSpan.FromMilliseconds(20)),
                new PhaseTiming(phase, TimeSpan.FromMilliseconds(20), null)],
            Workers = [.. plan.Workers.Select(worker => new WorkerTimeline(worker.Index))],
        };
    }

    public static CheckResult Check(string name, Verdict verdict, string message = "all is well") => new(
        name, CheckLevel.Safe, verdict, message, Start + TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(1234));
}
