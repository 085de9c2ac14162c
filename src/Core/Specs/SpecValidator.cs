using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs.UserChecks;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Specs;

/// <summary>Finds what is wrong with a spec on any machine.</summary>
internal static class SpecValidator
{
    public static void Validate(ClusterSpec spec, PlanErrors errors)
    {
        ValidateName(spec.Name, errors.At("name"));
        ValidateGroups(spec, errors);
        PortRangeValidator.Validate(spec.Ports, errors.At("portRange"));
        MasterValidator.Validate(spec, errors.At("master"));
        StartValidator.Validate(spec.Start, errors.At("start"));
        CheckValidator.Validate(spec, errors.At("checks"));
        ValidateLength(spec, errors);
        if (spec.Runtime is { } runtime && string.IsNullOrWhiteSpace(runtime))
        {
            errors.Wrong(
                $"Runtime '{runtime}' has no name",
                "it needs at least 1 character",
                "Leave --runtime away for the engine's default, or name one such as crun");
        }
    }

    /// <summary>Whether the numbers that layouts and sums are made of are sane, whatever else is wrong.</summary>
    public static bool IsMeasurable(ClusterSpec spec) =>
        spec.Groups.Count > 0
        && spec.Groups.Sum(group => (long)group.Count) <= ClusterSpec.WorkersMax
        && spec.Groups.All(IsMeasurable);

    private static bool IsMeasurable(WorkerGroupSpec group) =>
        group.Count > 0
        && group.PerNode is null or (> 0 and <= Planner.WorkersPerNodeMax)
        && group.MemoryBytes is >= WorkerGroupSpec.MemoryBytesMin and <= WorkerGroupSpec.MemoryBytesMax
        && group.IdleMemoryBytes is null or >= 0
        && group.Ports.Count <= PortsValidator.CountMax
        && group.ShmSizeBytes is null or (>= 0 and <= WorkerGroupSpec.MemoryBytesMax)
        && group.Ramdisks.Count <= RamdiskValidator.CountMax
        && group.Ramdisks.All(ramdisk =>
            ramdisk.SizeBytes is >= RamdiskSpec.SizeBytesMin and <= RamdiskSpec.SizeBytesMax);

    private static void ValidateName(string name, PlanErrors errors)
    {
        if (DnsLabel.Explain(name) is { } why)
        {
            errors.Wrong(
                $"Cluster name '{name}' is not a DNS label",
                why,
                "Name the cluster like nightly-2, by --name or by 'name' in the file");
        }
    }

    private static void ValidateLength(ClusterSpec spec, PlanErrors errors)
    {
        int length = SpecJson.Write(spec).Length;
        if (length > SpecJson.LengthMax)
        {
            errors.Wrong(
                $"The spec has {length} characters as JSON",
                $"the cluster's network carries it as a label, which holds {SpecJson.LengthMax}",
                "Shorten commands, environments and files, for example by files in the image");
        }
    }

    private static void ValidateGroups(ClusterSpec spec, PlanErrors errors)
    {
        if (spec.Groups.Count == 0)
        {
            errors.Wrong("The spec has 0 worker groups", "a cluster needs at least 1", "Add a group of workers");
        }

        long workers = spec.Groups.Sum(group => (long)group.Count);
        if (spec.Groups.All(group => group.Count > 0) && workers > ClusterSpec.WorkersMax)
        {
            errors.Wrong(
                $"The spec asks for {workers} workers",
                $"the most that one cluster may have is {ClusterSpec.WorkersMax}",
                "Lower --workers");
        }

        foreach (string name in Duplicates.Of(spec.Groups.Select(group => group.Name)))
        {
            errors.Wrong(
                $"Group name '{name}' is used {spec.Groups.Count(group => group.Name == name)} times",
                "workers are named after their group, so each needs a name of its own",
                "Rename all but one");
        }

        for (int i = 0; i < spec.Groups.Count; i++)
        {
            GroupValidator.Validate(spec.Groups[i], spec, errors.At($"groups[{i}]"));
        }
    }
}
