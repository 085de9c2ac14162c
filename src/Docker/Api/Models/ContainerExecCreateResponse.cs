using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>The Engine's answer to the creation of an exec.</summary>
internal sealed record ContainerExecCreateResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init => field = value ?? ""; } = "";
}
