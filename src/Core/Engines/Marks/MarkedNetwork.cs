namespace ScaleSim.Core.Engines.Marks;

/// <summary>A network that bears a cluster's marks.</summary>
/// <param name="Run">The run that it says it is of.</param>
public sealed record MarkedNetwork(string Id, string Name, string Run)
{
    /// <value>The interface on the engine's machine; null where the engine does not say it.</value>
    public string? Bridge { get; init; }

    /// <value>As CIDR text; null where the engine does not say it.</value>
    public string? Subnet { get; init; }

    /// <value>Which process keeps the cluster; null for none.</value>
    public KeeperIdentity? Keeper { get; init; }
}
