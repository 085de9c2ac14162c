using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>One event of the Engine.</summary>
internal sealed record Message
{
    /// <summary><c>container</c>, <c>network</c>, <c>image</c>, <c>volume</c>, <c>daemon</c>, ...</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>Such as <c>start</c>, <c>die</c>, <c>oom</c>, <c>exec_start: ls</c>.</summary>
    public string Action { get; init => field = value ?? ""; } = "";

    public Actor Actor { get; init => field = value ?? new(); } = new();

    [JsonPropertyName("scope")]
    public string Scope { get; init => field = value ?? ""; } = "";

    /// <summary>Unix time, seconds.</summary>
    [JsonPropertyName("time")]
    public long Time { get; init; }

    /// <summary>Unix time, nanoseconds.</summary>
    [JsonPropertyName("timeNano")]
    public long TimeNano { get; init; }
}
