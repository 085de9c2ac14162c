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

    /// <value>The spec it was started from; null where the network that carries it is gone or unreadable.</value>
    public ClusterSpec? Spec { get; init; }

    public KeeperIdentity? Keeper { get; init; }

    /// <value>The network, as CIDR text, and its gateway; null where the network is gone.</value>
    public string? Subnet { get; init; }

    public IPAddress? Gateway { get; init; }

    public IReadOnlyList<NodeState> Nodes { get; init; } = [];

    public IReadOnlyList<WorkerState> Workers { get; init; } = [];
}
