using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Registrations;
using ScaleSim.Simulator.ClusterFiles.Model;
using ScaleSim.Simulator.ClusterFiles.Yaml;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Reference;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>A spec out of a file's keys.</summary>
internal sealed class SpecBuilder(FileContext context)
{
    /// <value>A cluster's name where nobody gives one.</value>
    public const string DefaultName = "default";

    private const string OnlyGroupName = "worker";

    /// <value>Workers of a group where nobody says.</value>
    private const int GroupCountDefault = 1;

    // What a broken part is replaced by, so that the others are built and all errors are told.
    private static readonly ClusterSpec BuiltIn = ReferenceSystem.CreateSpec(
        new ReferenceOptions { Name = DefaultName, Workers = RunOptions.DefaultWorkers });

    /// <summary>
    /// The spec, complete where <c>context.Errors</c> has stayed empty; else with stand-ins for what is wrong.
    /// </summary>
    public ClusterSpec Build(ClusterKeys keys)
    {
        bool isReference = keys.Master?.Word is not null;
        WorkerGroupSpec? builtIn = isReference ? BuiltIn.Groups[0] : null;
        IReadOnlyList<WorkerGroupSpec> groups = GroupsOf(keys, builtIn);
        MasterSpec? master = isReference || keys.Master is null ? null : MasterBuilder.Build(keys.Master, context);
        RegistrationSpec? registered = keys.Registered is { } asked
            ? RegistrationBuilder.Build(asked, groups, context)
            : isReference ? BuiltIn.Registered : null;
        return new ClusterSpec
        {
            Name = keys.Name ?? DefaultName,
            Groups = groups,
            Master = master ?? BuiltIn.Master,
            Registered = registered,
            Start = keys.Start is { } start ? new StartSpec(start.Batch, start.Rate, start.Jitter) : new StartSpec(),
            Checks = CheckBuilder.Build(keys.Checks, context),
            Ports = keys.PortRange ?? PortRange.Default,
            Expose = keys.Expose ?? Exposure.Auto,
            Runtime = keys.Runtime,
            Shim = keys.Shim ?? ShimSharing.Auto,
            StrictMemory = keys.StrictMemory ?? false,
            Seed = keys.Seed ?? 0,
        };
    }

    private List<WorkerGroupSpec> GroupsOf(ClusterKeys keys, WorkerGroupSpec? builtIn)
    {
        List<WorkerGroupSpec> groups = [];
        if (keys.Node is YamlMap map && map.Has("groups"))
        {
            foreach ((string name, GroupKeys group) in keys.Groups ?? new Dictionary<string, GroupKeys>())
            {
                Add(groups, group, name, GroupCountDefault, builtIn);
            }

            if (keys.Groups is { Count: 0 })
            {
                context.Add(
                    keys.ValueAt("groups"),
                    "'groups' has 0 groups",
                    "a cluster needs at least 1",
                    "Add one, or use 'workers' for workers that are all alike");
            }
        }
        else if (keys.Workers is { } workers)
        {
            Add(groups, workers, OnlyGroupName, RunOptions.DefaultWorkers, builtIn);
        }
        else if (builtIn is not null)
        {
            groups.Add(builtIn);
        }
        else if (keys.Node is YamlMap without && !without.Has("workers"))
        {
            context.Add(
                keys.At(""),
                "The file has 0 workers",
                "it needs 'workers', or 'groups' of unlike ones",
                "Add workers: {count: 100, image: 'redis:7'}, for example");
        }

        return groups;
    }

    private void Add(
        List<WorkerGroupSpec> groups, GroupKeys keys, string name, int countDefault, WorkerGroupSpec? builtIn)
    {
        if (GroupBuilder.Build(keys, name, countDefault, builtIn, context) is { } group)
        {
            groups.Add(group);
        }
    }
}
