using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>
/// Finds what is wrong with a group's mounts on any machine; whether a source exists, its machine knows.
/// </summary>
internal static class MountValidator
{
    /// <value>The most mounts of one worker.</value>
    public const int CountMax = 64;

    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        IReadOnlyList<string> known = Placeholders.ForWorker(group);
        for (int i = 0; i < group.Mounts.Count; i++)
        {
            MountSpec mount = group.Mounts[i];
            PlanErrors place = errors.At($"mounts[{i}]");
            PlanErrors source = place.At("source");
            TemplateValidator.Validate($"a mount's source of group '{group.Name}'", mount.Source, known, source);
            ValidateSource(group, mount, source);
            ValidateTarget(group, mount, place.At("target"));
        }

        foreach ((string target, int index) in Duplicates.PlacesOf(group.Mounts.Select(mount => mount.Target)))
        {
            errors.At($"mounts[{index}].target").Wrong(
                $"Mount target '{target}' is given more than once in group '{group.Name}'",
                "the last would hide the others",
                "Give each a target of its own");
        }

        if (group.Mounts.Count > CountMax)
        {
            errors.At("mounts").Wrong(
                $"Group '{group.Name}' has {group.Mounts.Count} mounts per worker",
                $"a worker may have {CountMax}",
                "Mount a directory above them");
        }
    }

    private static void ValidateSource(WorkerGroupSpec group, MountSpec mount, PlanErrors errors)
    {
        string? why = ContainerPath.ExplainSyntax(WithoutPlaceholders(mount.Source))
            ?? EngineSockets.Explain(mount.Source);
        if (why is not null)
        {
            errors.Wrong(
                $"Mount source '{mount.Source}' of group '{group.Name}' can't be mounted",
                why,
                "Give an absolute path of a file or directory on the engine's machine, such as /srv/data");
        }
    }

    private static void ValidateTarget(WorkerGroupSpec group, MountSpec mount, PlanErrors errors)
    {
        RamdiskSpec? ramdisk = group.Ramdisks.FirstOrDefault(disk => disk.Path == mount.Target);
        string? why = ContainerPath.Explain(mount.Target) ?? (ramdisk is null ? null : "a ramdisk has the same path");
        if (why is not null)
        {
            errors.Wrong(
                $"Mount target '{mount.Target}' of group '{group.Name}' can't be used",
                why,
                "Give an absolute path of its own in the worker, such as /data");
        }
    }

    // A placeholder's value is no '..' and holds no ':'; what stands around it is what can be wrong.
    private static string WithoutPlaceholders(string source)
    {
        string path = Template.TryParse(source, out Template template, out _) ? template.Render(_ => "0") : source;
        return path.Length > 1 && path.EndsWith('/') ? path[..^1] : path;
    }
}
