using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Images;

/// <summary>The layers of an image, by the digests of their uncompressed archives.</summary>
internal sealed record ImageDocumentRootFS(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("diff_ids")] IReadOnlyList<string> DiffIds);
