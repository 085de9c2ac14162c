using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceMaster.Files;
using ScaleSim.ReferenceMaster.Journals;
using ScaleSim.ReferenceMaster.Options;
using ScaleSim.ReferenceMaster.Replication;
using ScaleSim.ReferenceMaster.Workers;

namespace ScaleSim.ReferenceMaster;

/// <summary>All that the master knows, behind one lock: every operation takes microseconds, so one is enough for
/// thousands of requests per second, and nothing can be seen half done.</summary>
internal sealed class MasterState
{
    /// <summary>How many workers may register at once.</summary>
    private const int LeasesMax = 50;

    public MasterState(MasterOptions options, TimeProvider time, Metadata metadata, IJournal journal)
    {
        Options = options;
        Time = time;
        Metadata = metadata;
        Journal = journal;
        StartedAt = time.GetUtcNow();
        Random = new Random(options.Seed);
        Policy = new HeartbeatPolicy(options.Timings, options.ExpectedWorkers);
        Leases = new RegistrationLeases(LeasesMax, options.Timings.LeaseTime, time);
        Recovery = new Recovery(options, Policy, time, metadata.Blocks);
        Placement = new Placement(Random);
    }

    /// <summary>Hold it while touching anything below.</summary>
    public Lock Gate { get; } = new();

    public MasterOptions Options { get; }

    public TimeProvider Time { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Where choices among equals come from.</summary>
    public Random Random { get; }

    public HeartbeatPolicy Policy { get; }

    public RegistrationLeases Leases { get; }

    public Recovery Recovery { get; }

    public Placement Placement { get; }

    public WorkerRegistry Workers { get; } = new();

    public Metadata Metadata { get; }

    public BlockTable Blocks => Metadata.Blocks;

    public IJournal Journal { get; }

    /// <summary>Writes under way, by number and by path.</summary>
    public PendingWrites Writes { get; } = new();

    /// <summary>Copies under way.</summary>
    public Flights Flights { get; } = new();
}
