namespace ScaleSim.Docker.Api.Models;

/// <summary>What a mount of the type <c>volume</c> adds; without a source it is anonymous.</summary>
internal sealed record VolumeOptions
{
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
