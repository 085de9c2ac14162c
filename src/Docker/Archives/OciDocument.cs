using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Archives;

/// <summary>
/// An OCI index, which lists <see cref="Manifests"/>, or a manifest, which has a <see cref="Config"/>.
/// </summary>
/// <remarks>
/// Samples: <c>{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":
/// "sha256:7d1e...","size":405,"annotations":{"org.opencontainers.image.ref.name":"7.2"}}]}</c>,
/// <c>{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:8a1f..."},
/// "layers":[{"digest":"sha256:3c2b..."}]}</c>.
/// </remarks>
internal sealed record OciDocument
{
    [JsonPropertyName("manifests")]
    public IReadOnlyList<OciDescriptor>? Manifests { get; init; }

    [JsonPropertyName("config")]
    public OciDescriptor? Config { get; init; }

    [JsonPropertyName("layers")]
    public IReadOnlyList<OciDescriptor> Layers { get; init => field = value ?? []; } = [];
}
