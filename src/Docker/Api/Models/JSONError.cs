using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>The failure reported inside a progress stream.</summary>
internal sealed record JSONError
{
    [JsonPropertyName("code")]
    public int Code { get; init; }

    [JsonPropertyName("message")]
    public string Message { get; init => field = value ?? ""; } = "";
}
