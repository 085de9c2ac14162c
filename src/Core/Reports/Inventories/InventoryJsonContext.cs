using System.Text.Json.Serialization;

namespace ScaleSim.Core.Reports.Inventories;

/// <summary>The inventory as JSON, indented: people read it too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true)]
[JsonSerializable(typeof(Inventory))]
public sealed partial class InventoryJsonContext : JsonSerializerContext;
