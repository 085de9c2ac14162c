using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Images;

/// <summary>An image's configuration document. The SHA-256 of its bytes is the image's ID.</summary>
/// <remarks>Source: the OCI image specification, config.md; the members below suffice for Docker.</remarks>
internal sealed record ImageDocument
{
    [JsonPropertyName("architecture")]
    public required string Architecture { get; init; }

    [JsonPropertyName("os")]
    public string Os { get; init; } = "linux";

    /// <summary>Fixed: an image with the same content is the same image whenever it is made.</summary>
    [JsonPropertyName("created")]
    public string Created { get; init; } = "1970-01-01T00:00:00Z";

    [JsonPropertyName("config")]
    public required ImageDocumentConfig Config { get; init; }

    [JsonPropertyName("rootfs")]
    public required ImageDocumentRootFS RootFS { get; init; }

    [JsonPropertyName("history")]
    public IReadOnlyList<ImageDocumentHistory> History { get; init; } = [new()];
}
