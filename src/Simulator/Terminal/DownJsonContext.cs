using System.Text.Json.Serialization;

namespace ScaleSim.Simulator.Terminal;

/// <summary>The JSON of <c>scalesim down</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DownDocument))]
internal sealed partial class DownJsonContext : JsonSerializerContext;
