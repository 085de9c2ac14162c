using System.Net;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Engines;

/// <summary>A cluster as the engine remembers it.</summary>
public sealed record ClusterState
{
    public required string Cluster { get; init; }

    public required string Run { get; init; }

    /// <value>Who started it: a user name of the host.</value>
    public string User { get; init; } = "";

    public DateTimeOffset? CreatedAt { get; init; }

    /// <value>
    /// The spec it was started from, with the counts of then; null where the network that carries it is gone or
    /// unreadable.
    /// </value>
    public ClusterSpec? Spec { get; init; }

    /// <value>
    /// How many workers each group is to have now: as it was last scaled to, else as <see cref="Spec"/> says. Empty
    /// where the engine knows neither.
    /// </value>
    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();

    /// <value>How often it was scaled.</value>
    public int Changes { get; init; }

    /// <value>Direct or Published; null where the network that says it is gone.</value>
    public Exposure? Expose { get; init; }

    /// <value>How many workers are to be; as many as there are where the engine does not know it.</value>
    public int Intended => Counts.Count > 0 ? Counts.Values.Sum() : Workers.Count;

    public KeeperIdentity? Keeper { get; init; }

    /// <value>The network, as CIDR text, and its gateway; null where the network is gone.</value>
    public string? Subnet { get; init; }

    public IPAddress? Gateway { get; init; }

    public IReadOnlyList<NodeState> Nodes { get; init; } = [];

    public IReadOnlyList<WorkerState> Workers { get; init; } = [];
}
