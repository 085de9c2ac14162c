using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>Where a container's port is published.</summary>
internal sealed record PortBinding
{
    [JsonPropertyName("HostIp")]
    public string? HostIP { get; init; }

    /// <summary>A port number; "0" lets the Engine choose.</summary>
    public string? HostPort { get; init; }
}
