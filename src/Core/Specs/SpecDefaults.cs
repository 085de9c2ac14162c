using System.Text.Json;
using System.Text.Json.Nodes;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Registrations;
using ScaleSim.Core.Specs.UserChecks;
using ScaleSim.Core.Specs.Workers;

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
            Groups =
            [
                new WorkerGroupSpec
                {
                    Count = 0,
                    Image = new HostImageSpec { Paths = [] },
                    Ramdisks = [new RamdiskSpec("", 0)],
                    Files = [new FileSpec { Path = "", Content = "" }],
                    Ready = new HttpProbeSpec(null, ""),
                },
            ],
            Master = new ProcessMasterSpec { Command = [], Port = 0 },
            Registered = new RegistrationSpec { Query = new HttpQuerySpec(""), Select = new JsonSelectionSpec("") },
            Checks =
            [
                new WorkerCheckSpec { Name = "", Command = [] }, new HttpCheckSpec { Name = "", Port = "", Path = "" },
            ],
        },
        SpecJsonContext.Default.ClusterSpec)!.AsObject();

    private static readonly JsonNode FirstGroup = Sample["groups"]![0]!;

    private static readonly JsonObject Root = Without(Sample, "name", "groups", "master", "registered", "checks");
    private static readonly JsonObject Group = Without(FirstGroup, "count", "image", "ramdisks", "files", "ready");
    private static readonly JsonObject Ramdisk = Without(FirstGroup["ramdisks"]![0], "path", "sizeBytes");
    private static readonly JsonObject File = Without(FirstGroup["files"]![0], "path", "content");
    private static readonly JsonObject HostImage = Without(FirstGroup["image"], "kind", "paths");
    private static readonly JsonObject HttpProbe = Without(FirstGroup["ready"], "kind", "port", "path");
    private static readonly JsonObject Process = Without(Sample["master"], "kind", "command", "port");
    private static readonly JsonObject Registered = Without(Sample["registered"], "query", "select");
    private static readonly JsonObject WorkerCheck = Without(Sample["checks"]![0], "kind", "name", "command");
    private static readonly JsonObject OtherCheck = Without(Sample["checks"]![1], "kind", "name", "port", "path");

    public static void FillIn(JsonObject spec)
    {
        Fill(spec, Root);
        FillRegistered(spec);
        if (spec["master"] is JsonObject master && KindOf(master) == "process")
        {
            Fill(master, Process);
            FillProbe(master["ready"]);
        }

        foreach (JsonObject group in Objects(spec["groups"]))
        {
            FillGroup(group);
        }

        AddMissing(spec, "checks");
        foreach (JsonObject check in Objects(spec["checks"]))
        {
            Fill(check, KindOf(check) == "workers" ? WorkerCheck : OtherCheck);
        }
    }

    private static void FillGroup(JsonObject group)
    {
        Fill(group, Group);
        FillImage(group);
        FillPorts(group);
        FillProbe(group["ready"]);
        AddMissing(group, "ramdisks");
        AddMissing(group, "files");
        foreach (JsonObject ramdisk in Objects(group["ramdisks"]))
        {
            Fill(ramdisk, Ramdisk);
        }

        foreach (JsonObject file in Objects(group["files"]))
        {
            Fill(file, File);
        }
    }

    /// <summary>Version 0.1 wrote an image as its name alone: <c>"image":"redis:7"</c>.</summary>
    private static void FillImage(JsonObject group)
    {
        if (group["image"] is JsonValue name && name.TryGetValue(out string? tag))
        {
            group["image"] = new JsonObject { ["kind"] = "tag", ["tag"] = tag };
        }
        else if (group["image"] is JsonObject image && KindOf(image) == "host")
        {
            Fill(image, HostImage);
        }
    }

    /// <summary>Version 0.1 wrote ports as their names alone: <c>"ports":["rpc","web"]</c>.</summary>
    private static void FillPorts(JsonObject group)
    {
        if (group["ports"] is not JsonArray ports)
        {
            return;
        }

        for (int i = 0; i < ports.Count; i++)
        {
            if (ports[i] is JsonValue name && name.TryGetValue(out string? text))
            {
                ports[i] = new JsonObject { ["name"] = text };
            }
        }
    }

    /// <summary>
    /// Version 0.1 asked in a way of its own, which nobody can ask any more: a cluster that it made is one whose master
    /// isn't asked.
    /// </summary>
    private static void FillRegistered(JsonObject spec)
    {
        if (spec["registered"] is not JsonObject registered)
        {
            return;
        }

        if (!registered.ContainsKey("query"))
        {
            spec.Remove("registered");
            return;
        }

        bool countOnly = registered["countOnly"] is JsonValue value && value.TryGetValue(out bool count) && count;
        Fill(registered, countOnly ? Without(Registered, "match") : Registered);
    }

    private static void FillProbe(JsonNode? probe)
    {
        if (probe is JsonObject found && KindOf(found) == "http")
        {
            Fill(found, HttpProbe);
        }
    }

    private static string? KindOf(JsonObject node) => (node["kind"] as JsonValue)?.ToString();

    private static void AddMissing(JsonObject node, string list)
    {
        if (!node.ContainsKey(list))
        {
            node[list] = new JsonArray();
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
