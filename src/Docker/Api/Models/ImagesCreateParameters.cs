namespace ScaleSim.Docker.Api.Models;

/// <summary>What to pull.</summary>
internal sealed record ImagesCreateParameters
{
    /// <summary>The name without tag and digest, such as <c>redis</c> or <c>registry.lab:5000/worker</c>.</summary>
    public required string FromImage { get; init; }

    /// <summary>A tag, or a digest such as <c>sha256:...</c>. Without one, the Engine would pull every tag.</summary>
    public required string Tag { get; init; }

    /// <summary>Such as <c>linux/arm64</c>; null leaves the choice to the Engine, which takes its own.</summary>
    public string? Platform { get; init; }
}
