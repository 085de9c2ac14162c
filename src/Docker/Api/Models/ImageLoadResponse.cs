namespace ScaleSim.Docker.Api.Models;

/// <summary>What an archive brought: the name of each image, or its ID where it has no name.</summary>
internal sealed record ImageLoadResponse(IReadOnlyList<string> Loaded);
