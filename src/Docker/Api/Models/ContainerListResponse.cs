using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>One row of <c>GET /containers/json</c>.</summary>
internal sealed record ContainerListResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init => field = value ?? ""; } = "";

    /// <summary>Each begins with a slash, as the Engine writes them.</summary>
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    public string Image { get; init => field = value ?? ""; } = "";

    public string ImageID { get; init => field = value ?? ""; } = "";

    public string Command { get; init => field = value ?? ""; } = "";

    /// <summary>Unix time, seconds.</summary>
    public long Created { get; init; }

    public IReadOnlyDictionary<string, string> Labels
    {
        get;
        init => field = value ?? new Dictionary<string, string>();
    } = new Dictionary<string, string>();

    /// <summary>
    /// <c>created</c>, <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>removing</c>, <c>exited</c> or <c>dead</c>.
    /// </summary>
    public string State { get; init => field = value ?? ""; } = "";

    /// <summary>For people, such as <c>Up 3 minutes</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<Port> Ports { get; init => field = value ?? []; } = [];

    public NetworkSettings NetworkSettings { get; init => field = value ?? new(); } = new();

    public IReadOnlyList<MountPoint> Mounts { get; init => field = value ?? []; } = [];
}
