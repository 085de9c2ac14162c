using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Endpoints;

/// <summary>What of the <c>docker</c> command's config.json matters here.</summary>
internal sealed record DockerConfigFile
{
    [JsonPropertyName("currentContext")]
    public string? CurrentContext { get; init; }
}
