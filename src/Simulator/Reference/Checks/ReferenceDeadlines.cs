namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>How long each step of the reference checks may take; all bounds, none a measurement.</summary>
/// <param name="LostAfter">The silence after which the master gives a worker up, as the master says.</param>
internal sealed record ReferenceDeadlines(TimeSpan LostAfter, int Workers)
{
    // The master's rule: a heartbeat per worker and 10 ms, at least 1 s, and 2.5 of them missing, at least 5 s.
    private const double HeartbeatSecondsPerWorker = 0.01;
    private const double LostIntervals = 2.5;
    private const double LostSecondsMin = 5;

    /// <value>From a kill to the master's own view of it: its timeout, and half of it for a busy machine.</value>
    public TimeSpan Loss => (LostAfter * 1.5) + TimeSpan.FromSeconds(5);

    /// <value>From the last loss seen until every block has its replicas: commands ride on heartbeats.</value>
    public TimeSpan Replication => (LostAfter * 2) + TimeSpan.FromSeconds(30 + (Workers * 0.1));

    /// <value>From a worker's start until the master counts it: the container, the program, the lease.</value>
    public TimeSpan Return => LostAfter + TimeSpan.FromSeconds(30 + (Workers * 0.05));

    /// <value>From the master's restart until all are registered: they learn of it at their next heartbeat.</value>
    public TimeSpan Storm => (LostAfter * 2) + TimeSpan.FromSeconds(30 + (Workers * 0.1));

    /// <value>For writing or reading a file set of the size that <see cref="ReferenceFileSet"/> chooses.</value>
    public TimeSpan Files => TimeSpan.FromSeconds(30 + (Workers * 0.2));

    /// <summary>Before the master can be asked: what its rule gives for this many workers.</summary>
    public static ReferenceDeadlines Estimate(int workers) => new(
        TimeSpan.FromSeconds(Math.Max(LostSecondsMin, workers * HeartbeatSecondsPerWorker * LostIntervals)), workers);
}
