namespace ScaleSim.Docker.Api.Models;

/// <summary><c>GET /events</c>.</summary>
internal sealed record ContainerEventsParameters
{
    /// <summary>Events from this moment on, the Engine's memory of the last 256 permitting.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The stream ends here; without it the stream has no end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Such as <c>type</c> to <c>container</c>, <c>label</c> to <c>scalesim.run=r1</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Filters { get; init; }
}
