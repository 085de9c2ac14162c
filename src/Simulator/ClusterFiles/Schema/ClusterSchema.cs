using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScaleSim.Simulator.ClusterFiles.Binding;
using ScaleSim.Simulator.ClusterFiles.Model;

namespace ScaleSim.Simulator.ClusterFiles.Schema;

/// <summary>The JSON schema of cluster files, from the same types that the binder fills, for editors.</summary>
internal static class ClusterSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The schema as indented JSON, with a line feed at its end.</summary>
    public static string Write()
    {
        JsonObject schema = TableOf(typeof(ClusterKeys));
        schema.Insert(0, "$schema", Dialect);
        schema.Insert(1, "title", "ScaleSim cluster file");
        schema["patternProperties"] = new JsonObject { ["^x-"] = true };
        return $"{schema.ToJsonString(Options)}\n";
    }

    // The framework's exporter writes a type that occurs twice as a pointer into its own tree, which the short forms
    // around the tables would break; and of all that it finds out, only the names of properties would be left.
    private static JsonObject SchemaOf(Type type, KeyAttribute? key)
    {
        if (KeyProperty.IsTable(type))
        {
            return FormsOf(type);
        }

        if (KeyProperty.ItemOf(type) is { } item)
        {
            return new JsonObject { ["type"] = "array", ["items"] = SchemaOf(item, null) };
        }

        if (KeyProperty.ValueOf(type) is { } value)
        {
            var map = new JsonObject { ["type"] = "object", ["additionalProperties"] = SchemaOf(value, null) };
            return key is null or { List: ListForm.None } ? map : AnyOf(map, Texts(key.List));
        }

        return ScalarSchema.Of(type, key);
    }

    private static JsonObject TableOf(Type type)
    {
        IReadOnlyList<KeyProperty> keys = KeyProperty.Of(type);
        var properties = new JsonObject();
        foreach (KeyProperty key in keys)
        {
            properties[key.Name] = Describe(SchemaOf(key.Type, key.Key), key.Type, key.Key);
        }

        var table = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        string[] required = [.. keys.Where(key => key.Key.IsRequired).Select(key => key.Name)];
        if (required.Length > 0)
        {
            table["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        }

        return table;
    }

    /// <summary>A table, or the short form of one where there is such.</summary>
    private static JsonObject FormsOf(Type type)
    {
        if (KeyProperty.ShortFormOf(type) is not { } property)
        {
            return TableOf(type);
        }

        BoundsAttribute? bounds = property.GetCustomAttribute<BoundsAttribute>();
        KeyAttribute? key = property.GetCustomAttribute<KeyAttribute>()
            ?? (bounds is null ? null : new KeyAttribute("") { Min = bounds.Min, Max = bounds.Max });
        return AnyOf(SchemaOf(KeyProperty.TypeOf(property), key), TableOf(type));
    }

    private static JsonObject AnyOf(params JsonNode[] forms) => new() { ["anyOf"] = new JsonArray(forms) };

    private static JsonObject Texts(ListForm form) => new()
    {
        ["type"] = "array",
        ["items"] = form == ListForm.Pairs
            ? new JsonObject { ["type"] = "string", ["pattern"] = "=" }
            : new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Describe(JsonObject schema, Type type, KeyAttribute key)
    {
        string usual = key.Default is null ? "" : $" Default: {key.Default}.";
        schema["description"] = $"{key.Description}{usual}";
        if (key.Example is { } example && ScalarSchema.ExampleOf(type, example) is { } value)
        {
            schema["examples"] = new JsonArray(value);
        }

        return schema;
    }
}
