using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Archives;

/// <summary>Names another part of an OCI layout by its digest.</summary>
/// <remarks>Source: https://github.com/opencontainers/image-spec, descriptor.md and annotations.md.</remarks>
internal sealed record OciDescriptor
{
    private const string ContainerdName = "io.containerd.image.name";
    private const string RefName = "org.opencontainers.image.ref.name";
    private const string ReferenceType = "vnd.docker.reference.type";

    [JsonPropertyName("mediaType")]
    public string MediaType { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("digest")]
    public string Digest { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("annotations")]
    public IReadOnlyDictionary<string, string?>? Annotations { get; init; }

    /// <summary>Where a layout keeps it, such as <c>blobs/sha256/8a1f...</c>.</summary>
    [JsonIgnore]
    public string Path => $"blobs/{Digest.Replace(':', '/')}";

    /// <summary>Whether it stands beside an image to say something about it: who built it, of what.</summary>
    [JsonIgnore]
    public bool IsAttestation => Annotations?.ContainsKey(ReferenceType) == true;

    /// <summary>What the layout calls the image; some tools put a whole name there, some only a tag.</summary>
    [JsonIgnore]
    public IEnumerable<string> Names => new[] { ContainerdName, RefName }
        .Select(key => Annotations?.GetValueOrDefault(key))
        .OfType<string>();
}
