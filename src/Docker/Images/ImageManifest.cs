namespace ScaleSim.Docker.Images;

/// <summary>One image of an archive's manifest.json.</summary>
/// <remarks>
/// Sample: <c>[{"Config":"8a1f....json","RepoTags":["scalesim/worker:8a1f"],"Layers":["3c2b.../layer.tar"]}]</c>.
/// </remarks>
internal sealed record ImageManifest(string Config, IReadOnlyList<string> RepoTags, IReadOnlyList<string> Layers);
