using System.Text.Json.Serialization;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A cluster's status as JSON. What is not known is null, never absent.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(IReadOnlyList<StatusDocument>))]
internal sealed partial class StatusJsonContext : JsonSerializerContext;
