using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>
/// Reads the Engine's times, such as <c>2026-11-21T10:43:00.123456789Z</c>. What has not happened is <c>""</c>,
/// <c>0001-01-01T00:00:00Z</c> or absent, depending on the Engine; all of them become null.
/// </summary>
internal sealed class EngineTimeConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null || reader.ValueTextEquals(ReadOnlySpan<byte>.Empty))
        {
            return null;
        }

        var time = reader.GetDateTimeOffset();
        return time.UtcTicks == 0 ? null : time;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
        {
            writer.WriteStringValue(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
