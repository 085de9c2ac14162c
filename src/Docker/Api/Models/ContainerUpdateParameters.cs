using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>
/// <c>POST /containers/{id}/update</c>: limits and restart policy of a container that may be running.
/// </summary>
internal sealed record ContainerUpdateParameters
{
    /// <summary>Bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>Bytes of memory and swap together.</summary>
    public long? MemorySwap { get; init; }

    /// <summary>CPU limit in billionths of a core.</summary>
    [JsonPropertyName("NanoCpus")]
    public long? NanoCPUs { get; init; }

    public long? PidsLimit { get; init; }

    public RestartPolicy? RestartPolicy { get; init; }
}
