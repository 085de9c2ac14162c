namespace ScaleSim.Functional;

/// <summary>The parts of an inventory that these tests use (docs/specs/inventory.md).</summary>
public sealed record Inventory
{
    public required int SchemaVersion { get; init; }

    public required string Cluster { get; init; }

    public required string Run { get; init; }

    public required IReadOnlyList<InventoryWorker> Workers { get; init; }
}
