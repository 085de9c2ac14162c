using System.Text.Json;
using System.Text.Json.Nodes;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs.Registrations;

namespace ScaleSim.Core.Specs;

/// <summary>
/// Fills in what a spec's JSON leaves out, for example because an older version wrote it. Source-generated readers
/// don't: they give an init-only property that is missing default(T), not the value of its initializer
/// (dotnet/runtime#84484); this class can go when they do.
/// </summary>
internal static class SpecDefaults
{
    private static readonly JsonObject Sample = JsonSerializer.SerializeToNode(
        new ClusterSpec
        {
            Name = "",
            Groups = [new WorkerGroupSpec { Count = 0, Image = "", Ramdisks = [new RamdiskSpec("", 0)] }],
            Master = new ProcessMasterSpec { Command = [], Port = 0 },
            Registered = new RegistrationSpec { Query = new HttpQuerySpec(""), Select = new JsonSelectionSpec("") },
        },
        SpecJsonContext.Default.ClusterSpec)!.AsObject();

    private static readonly JsonObject Root = Without(Sample, "name", "groups", "master", "registered");
    private static readonly JsonObject Group = Without(Sample["groups"]![0], "count", "image", "ramdisks");
    private static readonly JsonObject Ramdisk = Without(Sample["groups"]![0]!["ramdisks"]![0], "path", "sizeBytes");
    private static readonly JsonObject Process = Without(Sample["master"], "kind", "command", "port");
    private static readonly JsonObject Registered = Without(Sample["registered"], "query", "select");

    public static void FillIn(JsonObject spec)
    {
        Fill(spec, Root);
        Fill(spec["registered"], Registered);
        if (spec["master"] is JsonObject master && master["kind"] is JsonValue kind && kind.ToString() == "process")
        {
            Fill(master, Process);
        }

        foreach (JsonObject group in Objects(spec["groups"]))
        {
            Fill(group, Group);
            if (!group.ContainsKey("ramdisks"))
            {
                group["ramdisks"] = new JsonArray();
            }

            foreach (JsonObject ramdisk in Objects(group["ramdisks"]))
            {
                Fill(ramdisk, Ramdisk);
            }
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray)?.OfType<JsonObject>() ?? [];

    private static void Fill(JsonNode? node, JsonObject defaults)
    {
        if (node is not JsonObject target)
        {
            return;
        }

        foreach ((string name, JsonNode? value) in defaults)
        {
            if (!target.ContainsKey(name))
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private static JsonObject Without(JsonNode? sample, params string[] required)
    {
        JsonObject defaults = sample!.DeepClone().AsObject();
        foreach (string name in required)
        {
            defaults.Remove(name);
        }

        return defaults;
    }
}
