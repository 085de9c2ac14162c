namespace ScaleSim.Docker.Api.Models;

/// <summary>The layers of an image.</summary>
internal sealed record RootFS
{
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>Digests of the uncompressed layers.</summary>
    public IReadOnlyList<string> Layers { get; init => field = value ?? []; } = [];
}
