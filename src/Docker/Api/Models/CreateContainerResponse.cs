using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>The Engine's answer to a creation.</summary>
internal sealed record CreateContainerResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];
}
