namespace ScaleSim.Docker.Api.Models;

/// <summary>Body of <c>POST /volumes/create</c>.</summary>
internal sealed record VolumesCreateParameters
{
    public string? Name { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
