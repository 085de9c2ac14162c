using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Ramdisks;

/// <summary>Finds what is wrong with a group's ramdisks on any machine.</summary>
internal static class RamdiskValidator
{
    /// <value>The most ramdisks of one worker; each is a mount in its namespace.</value>
    public const int CountMax = 16;

    private static readonly string[] Kernel = ["/proc", "/sys", "/dev"];

    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        for (int i = 0; i < group.Ramdisks.Count; i++)
        {
            RamdiskSpec ramdisk = group.Ramdisks[i];
            PlanErrors place = errors.At($"ramdisks[{i}]");
            ValidatePath(group, ramdisk.Path, place.At("path"));
            ValidateSize(group, ramdisk, place.At("size"));
            ValidateMode(group, ramdisk, place.At("mode"));
        }

        foreach (string path in Duplicates.Of(group.Ramdisks.Select(ramdisk => ramdisk.Path)))
        {
            errors.Wrong(
                $"Ramdisk '{path}' is given {group.Ramdisks.Count(ramdisk => ramdisk.Path == path)} times in group "
                    + $"'{group.Name}'",
                "the last would hide the others",
                "Give each a path of its own");
        }

        if (group.Ramdisks.Count > CountMax)
        {
            errors.Wrong(
                $"Group '{group.Name}' has {group.Ramdisks.Count} ramdisks per worker",
                $"a worker may have {CountMax}",
                "Use fewer and larger ones");
        }
    }

    private static void ValidatePath(WorkerGroupSpec group, string path, PlanErrors errors)
    {
        if (Explain(path) is { } why)
        {
            errors.Wrong(
                $"Ramdisk '{path}' of group '{group.Name}' can't be mounted",
                why,
                "Write an absolute path of at most 255 characters, such as /mnt/ramdisk");
        }
    }

    /// <summary>Why nothing can be mounted at a path, as the middle of a sentence; null where it can.</summary>
    private static string? Explain(string path)
    {
        if (path.Length is 0 or > 255)
        {
            return $"its path has {path.Length} characters";
        }

        if (path.Any(character => character is ':' or ',' or '\\' || char.IsControl(character)))
        {
            return "a mount option ends at ':' and ',', so neither they nor '\\' nor control characters may be in it";
        }

        if (path[0] != '/' || path == "/")
        {
            return "it has to be absolute and below the root";
        }

        if (path[1..].Split('/').Any(part => part is "" or "." or ".."))
        {
            return "an empty part, '.' or '..' could lead out of where it seems to be";
        }

        string? kernel = Array.Find(
            Kernel, name => path == name || path.StartsWith(name + "/", StringComparison.Ordinal));
        return kernel is null ? null : $"{kernel} belongs to the kernel";
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
        if (ramdisk.Mode.Length is not (3 or 4) || ramdisk.Mode.Any(digit => digit is < '0' or > '7'))
        {
            errors.Wrong(
                $"Ramdisk '{ramdisk.Path}' of group '{group.Name}' has the mode '{ramdisk.Mode}'",
                "a mode has 3 or 4 octal digits",
                "Write it like 1777 or 0750");
        }
    }
}
