using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using ScaleSim.Simulator.ClusterFiles.Binding;
using ScaleSim.Simulator.ClusterFiles.Model;

namespace ScaleSim.Simulator.ClusterFiles.Schema;

/// <summary>The JSON schema of cluster files, from the same types that the binder fills, for editors.</summary>
internal static class ClusterSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OnlyKeys } },
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The schema as indented JSON, with a line feed at its end.</summary>
    public static string Write()
    {
        JsonNode exported = Options.GetJsonSchemaAsNode(
            typeof(ClusterKeys),
            new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });
        var schema = new JsonObject { ["$schema"] = Dialect, ["title"] = "ScaleSim cluster file" };
        foreach ((string name, JsonNode? value) in exported.AsObject())
        {
            schema[name] = value?.DeepClone();
        }

        schema["patternProperties"] = new JsonObject { ["^x-"] = true };
        return $"{schema.ToJsonString(Options)}\n";
    }

    private static void OnlyKeys(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (JsonPropertyInfo property in type.Properties
            .Where(property => property.AttributeProvider?.IsDefined(typeof(KeyAttribute), false) != true).ToArray())
        {
            type.Properties.Remove(property);
        }
    }

    private static JsonObject Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        KeyAttribute? key = context.PropertyInfo?.AttributeProvider?
            .GetCustomAttributes(typeof(KeyAttribute), false).OfType<KeyAttribute>().SingleOrDefault();
        JsonObject schema = SchemaOf(type, key, node);
        return key is null ? schema : Describe(schema, type, key);
    }

    private static JsonObject SchemaOf(Type type, KeyAttribute? key, JsonNode node)
    {
        if (KeyProperty.IsTable(type))
        {
            return TableOf(type, node.AsObject());
        }

        if (KeyProperty.ItemOf(type) is not null)
        {
            return new JsonObject { ["type"] = "array", ["items"] = Part(node, "items") };
        }

        if (KeyProperty.ValueOf(type) is not null)
        {
            var map = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = Part(node, "additionalProperties"),
            };
            return key is null or { List: ListForm.None } ? map : AnyOf(map, Texts(key.List));
        }

        return ScalarSchema.Of(type, key);
    }

    private static JsonObject TableOf(Type type, JsonObject node)
    {
        var properties = new JsonObject();
        foreach (KeyProperty key in KeyProperty.Of(type))
        {
            properties[key.Name] = node["properties"]?[key.Name]?.DeepClone();
        }

        var table = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        string[] required = [.. KeyProperty.Of(type).Where(key => key.Key.IsRequired).Select(key => key.Name)];
        if (required.Length > 0)
        {
            table["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        }

        if (KeyProperty.ShortFormOf(type) is not { } property)
        {
            return table;
        }

        JsonNode? own = properties[JsonNamingPolicy.CamelCase.ConvertName(property.Name)];
        BoundsAttribute? bounds = property.GetCustomAttribute<BoundsAttribute>();
        KeyAttribute? key1 = bounds is null ? null : new KeyAttribute("") { Min = bounds.Min, Max = bounds.Max };
        return AnyOf(own?.DeepClone() ?? ScalarSchema.Of(KeyProperty.TypeOf(property), key1), table);
    }

    private static JsonObject AnyOf(params JsonNode[] forms) => new() { ["anyOf"] = new JsonArray(forms) };

    private static JsonObject Texts(ListForm form) => new()
    {
        ["type"] = "array",
        ["items"] = form == ListForm.Pairs
            ? new JsonObject { ["type"] = "string", ["pattern"] = "=" }
            : new JsonObject { ["type"] = "string" },
    };

    private static JsonNode Part(JsonNode node, string name) => node[name]?.DeepClone() ?? new JsonObject();

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
