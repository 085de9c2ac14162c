namespace ScaleSim.Docker.Archives;

/// <summary>One image of a manifest.json as <c>docker save</c> and its likes write it.</summary>
/// <remarks>
/// Samples, of Engine 20.10 and of 25 and later: <c>[{"Config":"8a1f....json","RepoTags":["redis:7"],
/// "Layers":["3c2b.../layer.tar"]}]</c>, <c>[{"Config":"blobs/sha256/8a1f...","RepoTags":null,
/// "Layers":["blobs/sha256/3c2b..."]}]</c>.
/// </remarks>
internal sealed record SavedManifest
{
    public string Config { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string> RepoTags { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Layers { get; init => field = value ?? []; } = [];
}
