using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Images;

/// <summary>What <c>docker history</c> shows for a layer; the Engine wants one for each.</summary>
internal sealed record ImageDocumentHistory
{
    [JsonPropertyName("created")]
    public string Created { get; init; } = "1970-01-01T00:00:00Z";

    [JsonPropertyName("created_by")]
    public string CreatedBy { get; init; } = "scalesim";
}
