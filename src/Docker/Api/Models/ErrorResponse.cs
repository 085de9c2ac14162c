using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>The body of every refusal.</summary>
internal sealed record ErrorResponse
{
    [JsonPropertyName("message")]
    public string Message { get; init => field = value ?? ""; } = "";
}
