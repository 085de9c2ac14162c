using System.Text.Json.Serialization;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs.Registrations;
using ScaleSim.Core.Specs.UserChecks;

namespace ScaleSim.Core.Specs;

/// <summary>What the user asked for: a cluster file and flags, before anything is decided.</summary>
public sealed record ClusterSpec
{
    /// <value>The hard limit on workers of one cluster; more is wrong on any machine.</value>
    public const int WorkersMax = 100_000;

    /// <value>A DNS label of at most 40 characters: lower-case letters, digits and inner hyphens.</value>
    public required string Name { get; init; }

    /// <value>At least one group; the workers' indexes run through the groups in this order, from 1.</value>
    public required IReadOnlyList<WorkerGroupSpec> Groups { get; init; }

    public required MasterSpec Master { get; init; }

    /// <value>How to ask the master who has registered; null when it can't be asked.</value>
    public RegistrationSpec? Registered { get; init; }

    public StartSpec Start { get; init; } = new();

    /// <value>The user's own checks, in the order in which they are made, after the general ones.</value>
    public IReadOnlyList<CheckSpec> Checks { get; init; } = [];

    /// <value>
    /// Where the workers' ports are taken from. Default: 20000-31999, below the kernel's ephemeral range.
    /// </value>
    public PortRange Ports { get; init; } = PortRange.Default;

    public Exposure Expose { get; init; } = Exposure.Auto;

    /// <value>The OCI runtime by the name that the engine knows it by; null for the engine's default.</value>
    public string? Runtime { get; init; }

    public ShimSharing Shim { get; init; } = ShimSharing.Auto;

    /// <value>
    /// Whether a cluster whose every limit reached would not fit in memory is refused, not only warned of.
    /// </value>
    public bool StrictMemory { get; init; }

    /// <value>The seed of everything that a run chooses at random.</value>
    public int Seed { get; init; }

    [JsonIgnore]
    public int Workers => Groups.Sum(group => group.Count);
}
