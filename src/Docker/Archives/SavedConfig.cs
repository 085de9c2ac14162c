using System.Text.Json.Serialization;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Archives;

/// <summary>What of an image's configuration document matters before it is loaded.</summary>
internal sealed record SavedConfig
{
    [JsonPropertyName("os")]
    public string Os { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("architecture")]
    public string Architecture { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("rootfs")]
    public ImageDocumentRootFS? RootFS { get; init; }
}
