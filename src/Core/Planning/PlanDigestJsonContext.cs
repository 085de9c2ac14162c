using System.Text.Json.Serialization;

namespace ScaleSim.Core.Planning;

/// <summary>The bytes that <see cref="PlanHash"/> hashes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlanDigest))]
internal sealed partial class PlanDigestJsonContext : JsonSerializerContext;
