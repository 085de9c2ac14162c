using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary><c>GET /images/{name}/json</c>.</summary>
internal sealed record ImageInspectResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string> RepoTags { get; init => field = value ?? []; } = [];

    [JsonConverter(typeof(EngineTimeConverter))]
    public DateTimeOffset? Created { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public string Os { get; init => field = value ?? ""; } = "";

    public string Architecture { get; init => field = value ?? ""; } = "";

    public Config Config { get; init => field = value ?? new(); } = new();

    public ImageMetadata Metadata { get; init => field = value ?? new(); } = new();

    public RootFS RootFS { get; init => field = value ?? new(); } = new();
}
