namespace ScaleSim.Core.Runs;

/// <summary>How workers are probed.</summary>
public sealed record ReadinessOptions
{
    /// <value>Probes in flight at once. Default 32: more only queues up at two cores.</value>
    public int Concurrency { get; init; } = 32;

    /// <value>
    /// Probes in flight that the engine has to answer, by logs or commands. Default 8: its daemon does the work.
    /// </value>
    public int EngineConcurrency { get; init; } = 8;

    /// <value>The wait after a worker's first failed probe; it doubles with each. Default 50 ms.</value>
    public TimeSpan BackoffFirst { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <value>The longest wait between two probes of one worker. Default 2 s.</value>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(2);

    /// <value>The longest that one probe may take. Default 5 s.</value>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <value>The least time that one probe gets, however near the deadline. Default 500 ms.</value>
    public TimeSpan ProbeTimeoutMin { get; init; } = TimeSpan.FromMilliseconds(500);
}
