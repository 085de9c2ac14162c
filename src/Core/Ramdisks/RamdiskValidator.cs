using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Ramdisks;

/// <summary>Finds what is wrong with a group's ramdisks on any machine.</summary>
internal static class RamdiskValidator
{
    /// <value>The most ramdisks of one worker; each is a mount in its namespace.</value>
    public const int CountMax = 16;

    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        for (int i = 0; i < group.Ramdisks.Count; i++)
        {
            RamdiskSpec ramdisk = group.Ramdisks[i];
            PlanErrors place = errors.At($"ramdisks[{i}]");
            ValidatePath(group, ramdisk.Path, place.At("path"));
            ValidateSize(group, ramdisk, place.At("size"));
            ValidateMode(group, ramdisk, place.At("mode"));
            ValidateOwner(group, ramdisk, place.At("owner"));
        }

        foreach ((string path, int index) in Duplicates.PlacesOf(group.Ramdisks.Select(ramdisk => ramdisk.Path)))
        {
            errors.At($"ramdisks[{index}].path").Wrong(
                $"Ramdisk '{path}' is given {group.Ramdisks.Count(ramdisk => ramdisk.Path == path)} times in group "
                    + $"'{group.Name}'",
                "the last would hide the others",
                "Give each a path of its own");
        }

        if (group.Ramdisks.Count > CountMax)
        {
            errors.At("ramdisks").Wrong(
                $"Group '{group.Name}' has {group.Ramdisks.Count} ramdisks per worker",
                $"a worker may have {CountMax}",
                "Use fewer and larger ones");
        }
    }

    private static void ValidatePath(WorkerGroupSpec group, string path, PlanErrors errors)
    {
        if (ContainerPath.Explain(path) is { } why)
        {
            errors.Wrong(
                $"Ramdisk '{path}' of group '{group.Name}' can't be mounted",
                why,
                "Write an absolute path of at most 255 characters, such as /mnt/ramdisk");
        }
    }

    private static void ValidateSize(WorkerGroupSpec group, RamdiskSpec ramdisk, PlanErrors errors)
    {
        if (ramdisk.SizeBytes is < RamdiskSpec.SizeBytesMin or > RamdiskSpec.SizeBytesMax)
        {
            errors.Wrong(
                $"Ramdisk '{ramdisk.Path}' of group '{group.Name}' has {ByteSize.Format(ramdisk.SizeBytes)}",
                $"it can have {ByteSize.Format(RamdiskSpec.SizeBytesMin)} (a page) to "
                    + ByteSize.Format(RamdiskSpec.SizeBytesMax),
                "Give --ramdisk a size such as 16MiB");
        }
    }

    private static void ValidateMode(WorkerGroupSpec group, RamdiskSpec ramdisk, PlanErrors errors)
    {
        if (!OctalMode.IsValid(ramdisk.Mode))
        {
            errors.Wrong(
                $"Ramdisk '{ramdisk.Path}' of group '{group.Name}' has the mode '{ramdisk.Mode}'",
                "a mode has 3 or 4 octal digits",
                "Write it like 1777 or 0750");
        }
    }

    private static void ValidateOwner(WorkerGroupSpec group, RamdiskSpec ramdisk, PlanErrors errors)
    {
        if (ramdisk.Owner is { } owner && !NumericOwner.TryParse(owner, out _, out _))
        {
            errors.Wrong(
                $"Ramdisk '{ramdisk.Path}' of group '{group.Name}' has the owner '{owner}'",
                "the kernel mounts it and knows numbers alone",
                "Write uid or uid:gid, such as 1000 or 1000:1000; 'docker run --rm IMAGE id' shows them");
        }
    }
}
