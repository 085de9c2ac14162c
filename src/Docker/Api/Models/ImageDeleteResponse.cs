namespace ScaleSim.Docker.Api.Models;

/// <summary>One step of an image's removal.</summary>
internal sealed record ImageDeleteResponse
{
    /// <summary>The ID of a layer or image that is gone.</summary>
    public string? Deleted { get; init; }

    /// <summary>A name that is gone.</summary>
    public string? Untagged { get; init; }
}
