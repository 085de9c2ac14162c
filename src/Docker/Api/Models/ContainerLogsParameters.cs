namespace ScaleSim.Docker.Api.Models;

/// <summary>Query of <c>GET /containers/{id}/logs</c>; both streams are always asked for.</summary>
internal sealed record ContainerLogsParameters
{
    /// <summary>Whether the answer goes on until the container ends.</summary>
    public bool Follow { get; init; }

    /// <summary>Lines from this moment on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether each line begins with its time, RFC 3339 with nanoseconds.</summary>
    public bool Timestamps { get; init; }

    /// <summary>The last so many lines; null is all that the Engine kept.</summary>
    public int? Tail { get; init; }
}
