using System.Text.Json;

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
            return JsonSerializer.Deserialize(json, SpecJsonContext.Default.ClusterSpec);
        }
        catch (JsonException)
        {
            // Another version of ScaleSim wrote it; the caller says what it can't know without the spec.
            return null;
        }
    }
}
