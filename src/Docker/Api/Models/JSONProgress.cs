using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>How far one step is, in bytes; newer Engines count seconds in it while they unpack.</summary>
internal sealed record JSONProgress
{
    [JsonPropertyName("current")]
    public long Current { get; init; }

    /// <summary>0 or negative where it is not known.</summary>
    [JsonPropertyName("total")]
    public long Total { get; init; }

    /// <summary>Empty for bytes; <c>s</c> for seconds.</summary>
    [JsonPropertyName("units")]
    public string Units { get; init => field = value ?? ""; } = "";
}
