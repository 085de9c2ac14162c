namespace ScaleSim.Core.Reports.Inventories;

/// <summary>A worker of an <see cref="Inventory"/>.</summary>
public sealed record InventoryWorker
{
    /// <value>From 1.</value>
    public required int Index { get; init; }

    /// <value>For example <c>worker-0007</c>.</value>
    public required string Name { get; init; }

    public required string Group { get; init; }

    /// <value>Its full DNS name.</value>
    public required string Host { get; init; }

    /// <value>
    /// The IP address at which this host reaches its ports: its node's, or 127.0.0.1 where they are published.
    /// </value>
    public required string Address { get; init; }

    /// <value>The name of the node that it is packed on; workers of one node share an address.</value>
    public required string Node { get; init; }

    /// <value>The IP address at which the other workers reach its ports.</value>
    public required string NodeAddress { get; init; }

    /// <value>Names to numbers; the same inside and outside.</value>
    public required IReadOnlyDictionary<string, int> Ports { get; init; }
}
