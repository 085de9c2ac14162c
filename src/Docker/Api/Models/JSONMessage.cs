using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>One line of the Engine's progress streams.</summary>
internal sealed record JSONMessage
{
    [JsonPropertyName("stream")]
    public string Stream { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("status")]
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>What the status is about: a layer's short digest; at the beginning of a pull its tag.</summary>
    [JsonPropertyName("id")]
    public string ID { get; init => field = value ?? ""; } = "";

    /// <summary>Null where the status has no measure.</summary>
    [JsonPropertyName("progressDetail")]
    public JSONProgress? ProgressDetail { get; init; }

    /// <summary>The operation failed, whatever the HTTP status says.</summary>
    [JsonPropertyName("errorDetail")]
    public JSONError? ErrorDetail { get; init; }

    /// <summary>The same in older Engines; deprecated since API 1.48.</summary>
    [JsonPropertyName("error")]
    public string Error { get; init => field = value ?? ""; } = "";
}
