using System.Text.Json.Serialization;

namespace ScaleSim.Simulator.Terminal;

/// <summary>What a command answered in each worker as JSON. What is not known is null, never absent.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<ExecDocument>))]
internal sealed partial class ExecJsonContext : JsonSerializerContext;
