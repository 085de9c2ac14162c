using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>
/// <c>POST /containers/create</c>. A member that is null is not sent. A container that joins another's network
/// namespace (<c>NetworkMode: container:...</c>) may carry no hostname, DNS, extra hosts or ports: the Engine answers
/// 400.
/// </summary>
internal sealed record CreateContainerParameters
{
    /// <summary>The container's name, sent as a query parameter; null lets the Engine choose.</summary>
    [JsonIgnore]
    public string? Name { get; init; }

    /// <summary>Image ID or name. The ID saves the Engine a look-up per container.</summary>
    public string? Image { get; init; }

    public string? Hostname { get; init; }

    public string? Domainname { get; init; }

    public string? User { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary><c>NAME=value</c> each.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? WorkingDir { get; init; }

    /// <summary>Keys such as <c>8080/tcp</c>.</summary>
    public IReadOnlyDictionary<string, EmptyStruct>? ExposedPorts { get; init; }

    /// <summary>Paths of anonymous volumes.</summary>
    public IReadOnlyDictionary<string, EmptyStruct>? Volumes { get; init; }

    public HealthConfig? Healthcheck { get; init; }

    public string? StopSignal { get; init; }

    /// <summary>Seconds between the stop signal and SIGKILL.</summary>
    public int? StopTimeout { get; init; }

    public HostConfig? HostConfig { get; init; }

    public NetworkingConfig? NetworkingConfig { get; init; }
}
