using System.Text.Json.Serialization;

namespace ScaleSim.Core.Specs;

/// <summary>The spec as JSON: what the cluster's network carries as a label, so that no state file is needed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    // A NaN must come as far as the validator, which refuses it by name.
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ClusterSpec))]
public sealed partial class SpecJsonContext : JsonSerializerContext;
