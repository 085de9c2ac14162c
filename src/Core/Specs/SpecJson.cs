using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScaleSim.Core.Specs;

/// <summary>The spec as text: one line of JSON without secrets, equal for equal specs.</summary>
public static class SpecJson
{
    /// <value>The most characters that a label was seen to hold: a million (Engine 20.10.24).</value>
    public const int LengthMax = 1_000_000;

    public static string Write(ClusterSpec spec) =>
        JsonSerializer.Serialize(SecretMask.Mask(spec), SpecJsonContext.Default.ClusterSpec);

    /// <summary>Reads what <see cref="Write"/> wrote; null where the text is something else.</summary>
    public static ClusterSpec? TryRead(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return null;
        }

        try
        {
            if (JsonNode.Parse(json) is not JsonObject spec)
            {
                return null;
            }

            SpecDefaults.FillIn(spec);
            return spec.Deserialize(SpecJsonContext.Default.ClusterSpec);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            // Another version of ScaleSim wrote it; the caller says what it can't know without the spec. A master
            // without a kind, or of one that is unknown, is the NotSupportedException.
            return null;
        }
    }
}
