using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary><c>GET /version</c>.</summary>
internal sealed record VersionResponse
{
    public string Version { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("ApiVersion")]
    public string APIVersion { get; init => field = value ?? ""; } = "";

    public string MinAPIVersion { get; init => field = value ?? ""; } = "";

    public string GitCommit { get; init => field = value ?? ""; } = "";

    public string GoVersion { get; init => field = value ?? ""; } = "";

    public string Os { get; init => field = value ?? ""; } = "";

    public string Arch { get; init => field = value ?? ""; } = "";

    public string KernelVersion { get; init => field = value ?? ""; } = "";
}
