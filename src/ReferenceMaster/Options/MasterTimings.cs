namespace ScaleSim.ReferenceMaster.Options;

/// <summary>How long things take at most. They belong together: shortening one alone makes live workers look
/// lost.</summary>
internal sealed record MasterTimings
{
    /// <summary>The shortest interval between two heartbeats of a worker: 1 s.</summary>
    public TimeSpan HeartbeatFloor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What each worker adds to the interval: 10 ms, which is 100 heartbeats per second however many there
    /// are.</summary>
    public TimeSpan HeartbeatPerWorker { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The shortest silence after which a worker is lost: 5 s.</summary>
    public TimeSpan LostFloor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many intervals of silence make a worker lost: 2.5, so that two heartbeats may go missing.</summary>
    public double LostIntervals { get; init; } = 2.5;

    /// <summary>How often the master looks for what is due: 250 ms.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a registration lease is held for a worker that does not use it: 10 s.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a write may be silent before it is given up: 5 min.</summary>
    public TimeSpan WriteTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a block that no file has is left on its worker: 30 s.</summary>
    public TimeSpan StrangerTime { get; init; } = TimeSpan.FromSeconds(30);
}
