using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScaleSim.ReferenceProtocol.Checksums;

/// <summary>Writes a <see cref="Checksum"/> as its 8 hexadecimal digits: <c>"e3069283"</c>.</summary>
public sealed class ChecksumJsonConverter : JsonConverter<Checksum>
{
    /// <inheritdoc/>
    public override Checksum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Checksum.TryParse(reader.GetString(), out var checksum)
            ? checksum
            : throw new JsonException("A checksum is a string of 8 hexadecimal digits, such as \"e3069283\".");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Checksum value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
