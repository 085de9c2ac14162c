using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Endpoints;

/// <summary>The <c>docker</c> command's own files.</summary>
[JsonSerializable(typeof(DockerConfigFile))]
[JsonSerializable(typeof(DockerContextFile))]
internal sealed partial class ContextJsonContext : JsonSerializerContext;
