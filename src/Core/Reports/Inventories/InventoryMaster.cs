namespace ScaleSim.Core.Reports.Inventories;

/// <summary>The master of an <see cref="Inventory"/>.</summary>
/// <param name="Name">Its full name inside the cluster.</param>
/// <param name="Host">What workers and host connect to.</param>
/// <param name="Endpoint"><c>host:port</c>, the same as SCALESIM_MASTER.</param>
public sealed record InventoryMaster(string Name, string Host, int Port, string Endpoint);
