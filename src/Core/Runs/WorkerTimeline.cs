namespace ScaleSim.Core.Runs;

/// <summary>When a worker reached each state, as time since the run's start; null for a state not reached.</summary>
public sealed record WorkerTimeline(int Index)
{
    public TimeSpan? Created { get; init; }

    public TimeSpan? Started { get; init; }

    public TimeSpan? Ready { get; init; }

    public TimeSpan? Registered { get; init; }

    /// <value>Who stopped it on purpose, such as <c>scalesim kill</c>; null where nobody did, or it runs again.</value>
    public string? StoppedBy { get; init; }

    /// <value>Why the worker is not as planned; null while nothing is wrong.</value>
    public string? Failure { get; init; }
}
