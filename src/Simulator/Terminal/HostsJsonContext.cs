using System.Text.Json.Serialization;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A cluster's names as JSON. What is not known is null, never absent.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HostsDocument))]
internal sealed partial class HostsJsonContext : JsonSerializerContext;
