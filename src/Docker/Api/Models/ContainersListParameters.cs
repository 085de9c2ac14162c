namespace ScaleSim.Docker.Api.Models;

/// <summary><c>GET /containers/json</c>.</summary>
internal sealed record ContainersListParameters
{
    /// <summary>Stopped containers too; the Engine lists only running ones otherwise.</summary>
    public bool? All { get; init; }

    /// <summary>The newest so many only.</summary>
    public int? Limit { get; init; }

    /// <summary>
    /// Such as <c>label</c> to <c>scalesim.run=r1</c>; values of one key are alternatives, except labels, which must
    /// all hold.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Filters { get; init; }
}
