using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ScaleSim.Core.Registrations;

/// <summary>
/// Reads JSON into a tree, without what nobody wants of it: of a list of 1000 workers the names take 0.7 MB, all of it,
/// as <c>JToken.ReadFrom</c> keeps it, 5.0 MB (measured).
/// </summary>
internal static class JsonTree
{
    /// <param name="isWanted">
    /// Whether texts, numbers and the like with this name are kept. Objects and lists are kept in any case.
    /// </param>
    /// <exception cref="JsonException">
    /// It is no JSON, or deeper than the reader allows. What comes after it is not looked at.
    /// </exception>
    public static JToken Read(JsonTextReader reader, Func<string, bool> isWanted)
    {
        Step(reader);
        return ReadValue(reader, isWanted);
    }

    private static JToken ReadValue(JsonTextReader reader, Func<string, bool> isWanted) => reader.TokenType switch
    {
        JsonToken.StartObject => ReadObject(reader, isWanted),
        JsonToken.StartArray => ReadArray(reader, isWanted),
        JsonToken.StartConstructor => throw new JsonReaderException($"Unexpected constructor at '{reader.Path}'."),
        _ => new JValue(reader.Value),
    };

    private static JObject ReadObject(JsonTextReader reader, Func<string, bool> isWanted)
    {
        var read = new JObject();
        for (Step(reader); reader.TokenType != JsonToken.EndObject; Step(reader))
        {
            string name = (string)reader.Value!;
            Step(reader);
            if (reader.TokenType is JsonToken.StartObject or JsonToken.StartArray || isWanted(name))
            {
                // Of two with one name the last counts.
                read[name] = ReadValue(reader, isWanted);
            }
        }

        return read;
    }

    private static JArray ReadArray(JsonTextReader reader, Func<string, bool> isWanted)
    {
        var read = new JArray();
        for (Step(reader); reader.TokenType != JsonToken.EndArray; Step(reader))
        {
            read.Add(ReadValue(reader, isWanted));
        }

        return read;
    }

    /// <summary>To the next token that is no comment.</summary>
    private static void Step(JsonTextReader reader)
    {
        do
        {
            if (!reader.Read())
            {
                throw new JsonReaderException(
                    $"Unexpected end of content. Path '{reader.Path}', line {reader.LineNumber}, position "
                    + $"{reader.LinePosition}.");
            }
        }
        while (reader.TokenType == JsonToken.Comment);
    }
}
