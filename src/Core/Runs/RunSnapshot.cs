using ScaleSim.Core.Checks;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Runs;

/// <summary>Everything known of a run at one moment; immutable. Views and reports read this and nothing else.</summary>
public sealed record RunSnapshot
{
    public required ClusterPlan Plan { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required RunPhase Phase { get; init; }

    public RunOutcome Outcome { get; init; } = RunOutcome.Running;

    public int? ExitCode { get; init; }

    /// <value>Why the run failed, for people; null while it has not.</value>
    public string? Failure { get; init; }

    public IReadOnlyList<PhaseTiming> Phases { get; init; } = [];

    /// <value>One for each worker of the plan, in the plan's order.</value>
    public required IReadOnlyList<WorkerTimeline> Workers { get; init; }

    public int NodesStarted { get; init; }

    public int WorkersCreated { get; init; }

    public int WorkersStarted { get; init; }

    public int WorkersReady { get; init; }

    /// <value>Workers that the master counts; where it names none, not more than a number.</value>
    public int WorkersRegistered { get; init; }

    public int WorkersFailed { get; init; }

    /// <value>Workers that somebody stopped on purpose and that do not run again.</value>
    public int WorkersStopped { get; init; }

    /// <value>Workers whose programs were ended to be removed; 0 where the engine does both at once.</value>
    public int WorkersEnded { get; init; }

    public int WorkersRemoved { get; init; }

    /// <value>When the latest node started, as time since the run's start; null before the first.</value>
    public TimeSpan? LastNodeStart { get; init; }

    /// <value>When the latest worker was removed, as time since the run's start; null before the first.</value>
    public TimeSpan? LastRemoval { get; init; }

    public IReadOnlyList<CheckResult> Checks { get; init; } = [];

    /// <value>Deaths since the cluster was up, in their order, at most 1000; those that were asked for as well.</value>
    public IReadOnlyList<WorkerDeath> Deaths { get; init; } = [];

    /// <value>Of each worker that died unasked, and was not started again by its restart policy, the last.</value>
    public Dictionary<int, WorkerDeath> UnaskedDeaths => Deaths
        .Where(death => death is { AskedBy: null, IsFinal: true })
        .GroupBy(death => death.Worker)
        .ToDictionary(group => group.Key, group => group.Last());
}
