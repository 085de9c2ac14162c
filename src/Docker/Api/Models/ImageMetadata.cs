using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>What the Engine itself remembers of an image.</summary>
internal sealed record ImageMetadata
{
    /// <summary>When it was last given a name, also one that it had; null where the Engine does not say.</summary>
    [JsonConverter(typeof(EngineTimeConverter))]
    public DateTimeOffset? LastTagTime { get; init; }
}
