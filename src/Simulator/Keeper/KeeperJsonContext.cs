using System.Text.Json.Serialization;

namespace ScaleSim.Simulator.Keeper;

/// <summary>The keeper's protocol: one JSON object a line, each way.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeeperRequest))]
[JsonSerializable(typeof(KeeperReply))]
internal sealed partial class KeeperJsonContext : JsonSerializerContext;
