using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>The Engine's answer to the creation of a network.</summary>
internal sealed record NetworksCreateResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init => field = value ?? ""; } = "";

    public string Warning { get; init => field = value ?? ""; } = "";
}
