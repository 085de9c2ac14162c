using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary><c>GET /containers/{id}/json</c>.</summary>
internal sealed record ContainerInspectResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init => field = value ?? ""; } = "";

    /// <summary>Begins with a slash, as the Engine writes it.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(EngineTimeConverter))]
    public DateTimeOffset? Created { get; init; }

    /// <summary>The image's ID.</summary>
    public string Image { get; init => field = value ?? ""; } = "";

    public string Path { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string> Args { get; init => field = value ?? []; } = [];

    public ContainerState State { get; init => field = value ?? new(); } = new();

    public Config Config { get; init => field = value ?? new(); } = new();

    public HostConfig HostConfig { get; init => field = value ?? new(); } = new();

    public NetworkSettings NetworkSettings { get; init => field = value ?? new(); } = new();

    public IReadOnlyList<MountPoint> Mounts { get; init => field = value ?? []; } = [];

    public int RestartCount { get; init; }

    public string LogPath { get; init => field = value ?? ""; } = "";

    public string Driver { get; init => field = value ?? ""; } = "";

    public string HostnamePath { get; init => field = value ?? ""; } = "";

    public string HostsPath { get; init => field = value ?? ""; } = "";
}
