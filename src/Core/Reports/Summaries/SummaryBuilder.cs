using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Reports.Summaries;

/// <summary>Makes a summary of a snapshot; no I/O.</summary>
internal static class SummaryBuilder
{
    /// <param name="problems">What of the report could not be written.</param>
    public static RunSummary Build(
        RunSnapshot snapshot, RunFacts facts, TestCommandResult? testCommand, IReadOnlyList<string> problems) => new()
        {
            ScaleSim = new SoftwareSummary(facts.Version, facts.Commit),
            Cluster = snapshot.Plan.Cluster,
            Run = snapshot.Plan.Run.Id,
            Seed = snapshot.Plan.Spec.Seed,
            Arguments = ArgumentMask.Mask(facts.Arguments),
            SpecSha256 = facts.SpecSha256,
            PlanSha256 = facts.PlanSha256,
            StartedAt = ReportText.Utc(snapshot.StartedAt),
            DurationMs = Milliseconds(snapshot.Elapsed),
            Phase = EventNames.Of(snapshot.Phase),
            Outcome = EventNames.Of(snapshot.Outcome),
            ExitCode = snapshot.ExitCode,
            Failure = snapshot.Failure,
            Engine = EngineOf(facts),
            Machine = MachineOf(facts),
            Nodes = new NodeCounts(snapshot.Plan.Nodes.Count, snapshot.NodesStarted),
            Workers = WorkersOf(snapshot),
            Phases = [.. snapshot.Phases.Select(PhaseOf)],
            Checks = [.. snapshot.Checks.Select(CheckOf)],
            Deaths = [.. snapshot.Deaths.Select(death => DeathOf(snapshot, death))],
            TestCommand = testCommand is null ? null : TestCommandOf(testCommand),
            Warnings = [.. snapshot.Plan.Warnings, .. problems],
            Statement = Statements.WorkerPerformance(snapshot, facts.Engine.Cores),
        };

    private static EngineSummary EngineOf(RunFacts facts) => new()
    {
        Kind = facts.Engine.Kind,
        Version = facts.Engine.Version,
        ApiVersion = facts.Engine.ApiVersion.ToString(),
        Runtime = facts.Runtime,
        CgroupVersion = facts.Engine.CgroupVersion,
        CgroupDriver = facts.Engine.CgroupDriver,
        Kernel = facts.Engine.KernelVersion,
        Cores = facts.Engine.Cores,
        MemoryBytes = facts.Engine.MemoryBytes,
    };

    private static MachineSummary MachineOf(RunFacts facts) => new(
        facts.Machine.CpuModel,
        facts.Machine.Cores,
        facts.Machine.MemoryBytes,
        facts.Machine.Kernel,
        facts.Machine.OperatingSystem);

    private static WorkerCounts WorkersOf(RunSnapshot snapshot) => new(
        snapshot.Plan.Workers.Count,
        snapshot.WorkersCreated,
        snapshot.WorkersStarted,
        snapshot.WorkersReady,
        snapshot.WorkersRegistered,
        snapshot.WorkersFailed,
        snapshot.WorkersStopped,
        snapshot.WorkersRemoved);

    private static PhaseSummary PhaseOf(PhaseTiming phase) => new(
        EventNames.Of(phase.Phase),
        Milliseconds(phase.Start),
        phase.Duration is TimeSpan duration ? Milliseconds(duration) : null);

    private static CheckSummary CheckOf(Checks.CheckResult check) => new(
        check.Name,
        EventNames.Of(check.Level),
        EventNames.Of(check.Verdict),
        Milliseconds(check.Duration),
        check.Message);

    private static DeathSummary DeathOf(RunSnapshot snapshot, WorkerDeath death) => new(
        snapshot.Plan.FindWorker(death.Worker)?.Name ?? $"worker {death.Worker}",
        Milliseconds(death.Time - snapshot.StartedAt),
        death.Why,
        death.ExitCode,
        death.OutOfMemory,
        death.Shortage?.Of,
        death.AskedBy,
        death.Restarts,
        death.IsFinal,
        death.LastLines);

    private static TestCommandSummary TestCommandOf(TestCommandResult result) => new(
        ArgumentMask.Mask(result.Command), result.ExitCode, Milliseconds(result.Duration), result.Message);

    private static long Milliseconds(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds);
}
