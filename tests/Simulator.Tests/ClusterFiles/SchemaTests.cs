using System.Text.Json.Nodes;
using ScaleSim.Simulator.ClusterFiles.Binding;
using ScaleSim.Simulator.ClusterFiles.Model;
using ScaleSim.Simulator.ClusterFiles.Schema;

namespace ScaleSim.Simulator.Tests.ClusterFiles;

/// <summary>The schema and the page of keys say what the types say.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ClusterSchema.Write())!.AsObject();

    [Fact]
    public void Schema_HasEveryKey_WithItsDescriptionAndNoOther() => AssertTable(typeof(ClusterKeys), Schema);

    [Fact]
    public void Schema_KnowsChoicesBoundsAndPatterns()
    {
        JsonNode group = Properties(Schema["properties"]!["workers"]!);

        Assert.Equal("""["auto","direct","published"]""", Schema["properties"]!["expose"]!["enum"]!.ToJsonString());
        Assert.Equal(100_000, group["count"]!["maximum"]!.GetValue<double>());
        Assert.Matches(group["memory"]!["pattern"]!.GetValue<string>(), "64MiB");
        Assert.Equal(2, group["command"]!["anyOf"]!.AsArray().Count);
        Assert.Equal(2, group["ports"]!["anyOf"]!.AsArray().Count);
        Assert.Equal("integer", Schema["properties"]!["workers"]!["anyOf"]![0]!["type"]!.GetValue<string>());
    }

    [Fact]
    public void Examples_OfTheKeys_AreRight()
    {
        foreach (KeyProperty key in KeyProperty.Of(typeof(GroupKeys)).Where(key => key.Name is not
            ("count" or "image" or "archive" or "fromHost" or "ready" or "environment" or "command")))
        {
            Assert.NotNull(ClusterYaml.Group($"{key.Name}: {key.Key.Example}"));
        }

        foreach (KeyProperty key in KeyProperty.Of(typeof(ClusterKeys)).Where(key => key.Name is not
            ("workers" or "master" or "groups")))
        {
            Assert.NotNull(ClusterYaml.Spec(ClusterYaml.Root($"{key.Name}: {key.Key.Example}")));
        }
    }

    /// <summary>With SCALESIM_UPDATE_DOCS set, the page's tables are written instead of compared.</summary>
    [Fact]
    public void Page_HasTheTablesThatTheTypesGive()
    {
        string path = ClusterYaml.RepositoryPath("docs", "cluster-file.md");
        string page = File.ReadAllText(path);
        int begin = page.IndexOf(KeyPage.Begin, StringComparison.Ordinal) + KeyPage.Begin.Length;
        int end = page.IndexOf(KeyPage.End, StringComparison.Ordinal);
        string tables = $"\n\n{KeyPage.Write()}";
        if (Environment.GetEnvironmentVariable("SCALESIM_UPDATE_DOCS") is not null)
        {
            File.WriteAllText(path, page[..begin] + tables + page[end..]);
            return;
        }

        Assert.Equal(tables, page[begin..end]);
    }

    private static void AssertTable(Type table, JsonNode schema)
    {
        JsonNode found = schema["properties"] is null
            ? schema["anyOf"]!.AsArray().Single(form => form!["properties"] is not null)!
            : schema;
        IReadOnlyList<KeyProperty> keys = KeyProperty.Of(table);
        JsonObject properties = found["properties"]!.AsObject();

        Assert.Equal(keys.Select(key => key.Name), properties.Select(property => property.Key));
        Assert.False(found["additionalProperties"]!.GetValue<bool>());
        foreach (KeyProperty key in keys)
        {
            JsonNode property = properties[key.Name]!;
            Assert.StartsWith(key.Key.Description, property["description"]!.GetValue<string>());
            Type? below = KeyProperty.ItemOf(key.Type) ?? KeyProperty.ValueOf(key.Type);
            if (KeyProperty.IsTable(key.Type))
            {
                AssertTable(key.Type, property);
            }
            else if (below is not null && KeyProperty.IsTable(below))
            {
                AssertTable(below, property["items"] ?? property["additionalProperties"]!);
            }
        }
    }

    private static JsonNode Properties(JsonNode table) =>
        table["anyOf"]!.AsArray().Single(form => form!["properties"] is not null)!["properties"]!;
}
