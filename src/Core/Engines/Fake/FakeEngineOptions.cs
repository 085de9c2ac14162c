using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Engines.Fake;

/// <summary>
/// What a fake engine is like and what goes wrong in it. The same options give the same course of events.
/// </summary>
public sealed record FakeEngineOptions
{
    /// <value>Chooses the delays and, with the rates, who fails and who dies. Default: 1.</value>
    public int Seed { get; init; } = 1;

    /// <value>The least time that starting or removing one container takes. Default: 5 ms.</value>
    public TimeSpan DelayMin { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <value>The most time that it takes; not less than <see cref="DelayMin"/>. Default: 20 ms.</value>
    public TimeSpan DelayMax { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <value>Indexes of workers that can't be started.</value>
    public IReadOnlySet<int> FailingWorkers { get; init; } = new HashSet<int>();

    /// <value>The share of the other workers that can't be started, 0 to 1. Default: 0.</value>
    public double FailureRate { get; init; }

    /// <value>Indexes of workers whose first lives end by themselves; started once more, they live.</value>
    public IReadOnlySet<int> DyingWorkers { get; init; } = new HashSet<int>();

    /// <value>How many lives of a dying worker end so. Default: 1.</value>
    public int DyingLives { get; init; } = 1;

    /// <value>The share of the other workers that die so, 0 to 1. Default: 0.</value>
    public double DeathRate { get; init; }

    /// <value>How long after its start a dying worker dies. Default: 1 s.</value>
    public TimeSpan DeathAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <value>The exit code of a worker that dies by itself. Default: 3.</value>
    public int DeathExitCode { get; init; } = 3;

    /// <value>Indexes of workers that can't be removed.</value>
    public IReadOnlySet<int> StuckWorkers { get; init; } = new HashSet<int>();

    /// <value>Images that the engine does not have; it has all others.</value>
    public IReadOnlySet<string> MissingImages { get; init; } = new HashSet<string>();

    /// <value>Subnets that somebody else has, and of which its facts say nothing.</value>
    public IReadOnlyList<Ipv4Network> HiddenSubnets { get; init; } = [];

    /// <value>Host ports that somebody else has, and of which its facts say nothing.</value>
    public IReadOnlySet<int> HiddenPorts { get; init; } = new HashSet<int>();

    /// <value>Cores of the pretended machine. Default: 8.</value>
    public int Cores { get; init; } = 8;

    /// <value>
    /// Memory of the pretended machine. Default: 16 TiB, room for the most workers that a cluster may have.
    /// </value>
    public long MemoryBytes { get; init; } = 16L << 40;

    /// <exception cref="ArgumentOutOfRangeException">A delay, rate or size can't be.</exception>
    public void ThrowIfImpossible()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(DelayMin, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(DelayMax, DelayMin);
        ArgumentOutOfRangeException.ThrowIfLessThan(DeathAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(FailureRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FailureRate, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(DeathRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(DeathRate, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Cores);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MemoryBytes);
    }
}
