using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Registries;

/// <summary>Credentials as the <c>docker</c> command and its helper programs keep them.</summary>
[JsonSerializable(typeof(RegistryConfigFile))]
[JsonSerializable(typeof(HelperAnswer))]
internal sealed partial class RegistryJsonContext : JsonSerializerContext;
