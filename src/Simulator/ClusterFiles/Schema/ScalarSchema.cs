using System.Globalization;
using System.Text.Json.Nodes;
using ScaleSim.Simulator.ClusterFiles.Binding;
using ScaleSim.Simulator.ClusterFiles.Model;

namespace ScaleSim.Simulator.ClusterFiles.Schema;

/// <summary>The schema of values without parts, and of commands.</summary>
internal static class ScalarSchema
{
    public static JsonObject Of(Type type, KeyAttribute? key)
    {
        if (type == typeof(Words))
        {
            return new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    new JsonObject { ["type"] = "array", ["items"] = Text() },
                    new JsonObject { ["type"] = "string" }),
            };
        }

        if (type == typeof(string))
        {
            return Text();
        }

        if (type == typeof(bool))
        {
            return new JsonObject { ["type"] = "boolean" };
        }

        if (type == typeof(int) || type == typeof(long) || type == typeof(double))
        {
            return Number(type, key);
        }

        ScalarFormat format = ScalarFormats.Of(type)
            ?? throw new InvalidOperationException($"{type.Name} is no type of a cluster file");
        return format.Choices is { } choices
            ? new JsonObject { ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]) }
            // A size, a time or a mode may be digits alone, which a YAML parser hands on as a number.
            : new JsonObject { ["type"] = new JsonArray("string", "number"), ["pattern"] = format.Pattern };
    }

    /// <summary>An example as JSON; null for those that are lists or mappings in YAML.</summary>
    public static JsonNode? ExampleOf(Type type, string example)
    {
        if (example is ['[' or '{', ..])
        {
            return null;
        }

        if (type == typeof(bool))
        {
            return example == "true";
        }

        bool isNumber = type == typeof(int) || type == typeof(long) || type == typeof(double);
        return isNumber ? double.Parse(example, CultureInfo.InvariantCulture) : example.Trim('\'');
    }

    // A text may look like a number or a truth value to a YAML parser: PORT: 0777, FLAG: true.
    private static JsonObject Text() => new() { ["type"] = new JsonArray("string", "number", "boolean") };

    private static JsonObject Number(Type type, KeyAttribute? key)
    {
        var schema = new JsonObject { ["type"] = type == typeof(double) ? "number" : "integer" };
        if (key is not null && !double.IsNaN(key.Min))
        {
            schema["minimum"] = key.Min;
        }

        if (key is not null && !double.IsNaN(key.Max))
        {
            schema["maximum"] = key.Max >= long.MaxValue ? long.MaxValue : key.Max;
        }

        return schema;
    }
}
