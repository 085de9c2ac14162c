namespace ScaleSim.Docker.Api.Models;

/// <summary>One mount of a container.</summary>
internal sealed record Mount
{
    /// <summary><c>tmpfs</c>, <c>bind</c> or <c>volume</c>.</summary>
    public string? Type { get; init; }

    public string? Source { get; init; }

    public string? Target { get; init; }

    public bool? ReadOnly { get; init; }

    public VolumeOptions? VolumeOptions { get; init; }

    public TmpfsOptions? TmpfsOptions { get; init; }
}
