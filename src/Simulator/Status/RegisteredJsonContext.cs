using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScaleSim.Simulator.Status;

/// <summary>The master's list, read as any JSON.</summary>
[JsonSerializable(typeof(JsonDocument))]
internal sealed partial class RegisteredJsonContext : JsonSerializerContext;
