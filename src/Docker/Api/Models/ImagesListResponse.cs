using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>One row of <c>GET /images/json</c>.</summary>
internal sealed record ImagesListResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string> RepoTags { get; init => field = value ?? []; } = [];

    /// <summary>Unix time, seconds.</summary>
    public long Created { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public IReadOnlyDictionary<string, string> Labels
    {
        get;
        init => field = value ?? new Dictionary<string, string>();
    } = new Dictionary<string, string>();
}
