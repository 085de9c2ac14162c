using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>Processes and threads of a container.</summary>
internal sealed record PidsStats
{
    [JsonPropertyName("current")]
    public ulong Current { get; init; }

    /// <summary>0 is without limit.</summary>
    [JsonPropertyName("limit")]
    public ulong Limit { get; init; }
}
