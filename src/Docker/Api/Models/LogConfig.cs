namespace ScaleSim.Docker.Api.Models;

/// <summary>A container's log driver and its options.</summary>
internal sealed record LogConfig
{
    public string? Type { get; init; }

    public IReadOnlyDictionary<string, string>? Config { get; init; }
}
