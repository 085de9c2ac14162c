using System.Text.Json;

namespace ScaleSim.Simulator.Tests.Terminal;

/// <summary>The fields of a JSON document as docs/specs writes them: <c>nodes[].name</c>.</summary>
internal static class JsonPaths
{
    /// <param name="whole">Fields that are named, but not what is in them.</param>
    public static IEnumerable<string> Of(JsonElement element, params string[] whole) =>
        Of(element, "", whole).Distinct();

    private static IEnumerable<string> Of(JsonElement element, string path, string[] whole) => element.ValueKind switch
    {
        _ when whole.Contains(path) => [path],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            Of(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", whole)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Of(item, $"{path}[]", whole)),
        _ => [path],
    };
}
