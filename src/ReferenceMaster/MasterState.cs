using ScaleSim.ReferenceMaster.Options;
using ScaleSim.ReferenceMaster.Workers;

namespace ScaleSim.ReferenceMaster;

/// <summary>All that the master knows, behind one lock: every operation takes microseconds, so one is enough for
/// thousands of requests per second, and nothing can be seen half done.</summary>
internal sealed class MasterState
{
    /// <summary>How many workers may register at once.</summary>
    private const int LeasesMax = 50;

    public MasterState(MasterOptions options, TimeProvider time)
    {
        Options = options;
        Time = time;
        StartedAt = time.GetUtcNow();
        Policy = new HeartbeatPolicy(options.Timings, options.ExpectedWorkers);
        Leases = new RegistrationLeases(LeasesMax, options.Timings.LeaseTime, time);
    }

    /// <summary>Hold it while touching anything below.</summary>
    public Lock Gate { get; } = new();

    public MasterOptions Options { get; }

    public TimeProvider Time { get; }

    public DateTimeOffset StartedAt { get; }

    public HeartbeatPolicy Policy { get; }

    public RegistrationLeases Leases { get; }

    public WorkerRegistry Workers { get; } = new();
}
