using System.Text.Json.Serialization;

namespace ScaleSim.Simulator.Terminal;

/// <summary>The JSON of <c>scalesim clean</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CleanDocument))]
internal sealed partial class CleanJsonContext : JsonSerializerContext;
