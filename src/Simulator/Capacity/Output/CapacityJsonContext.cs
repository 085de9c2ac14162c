using System.Text.Json.Serialization;

namespace ScaleSim.Simulator.Capacity.Output;

/// <summary>What is not known is null, never absent.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CapacityDocument))]
internal sealed partial class CapacityJsonContext : JsonSerializerContext;
