namespace ScaleSim.Simulator.Reference;

/// <summary>
/// What makes one cluster of the reference system unlike another; whatever flags and cluster files can change besides
/// is changed in its spec.
/// </summary>
internal sealed record ReferenceOptions
{
    /// <value>
    /// The port that the reference master listens on at the cluster's own gateway, so it collides with nobody's.
    /// </value>
    public const int DefaultMasterPort = 19998;

    public required string Name { get; init; }

    public required int Workers { get; init; }

    public int MasterPort { get; init; } = DefaultMasterPort;

    /// <value>The host of a master that runs already; null for one that the keeper starts.</value>
    public string? ExternalMasterHost { get; init; }
}
