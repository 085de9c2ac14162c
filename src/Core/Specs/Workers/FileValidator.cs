using System.Text;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>Finds what is wrong with the files that are written into a group's workers on any machine.</summary>
internal static class FileValidator
{
    /// <value>The most files of one worker.</value>
    public const int CountMax = 64;

    /// <value>The most bytes of one file's template: 256 KiB. The spec as a whole has to fit a label.</value>
    public const int BytesMax = 256 << 10;

    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        IReadOnlyList<string> known = Placeholders.ForWorker(group);
        for (int i = 0; i < group.Files.Count; i++)
        {
            FileSpec file = group.Files[i];
            PlanErrors place = errors.At($"files[{i}]");
            PlanErrors content = place.At("content");
            TemplateValidator.Validate($"file '{file.Path}' of group '{group.Name}'", file.Content, known, content);
            ValidatePath(group, file.Path, place.At("path"));
            ValidateRights(group, file, place);
            ValidateSize(group, file, content);
        }

        foreach ((string path, int index) in Duplicates.PlacesOf(group.Files.Select(file => file.Path)))
        {
            errors.At($"files[{index}].path").Wrong(
                $"File '{path}' is given more than once in group '{group.Name}'",
                "the last would replace the others",
                "Give each a path of its own");
        }

        if (group.Files.Count > CountMax)
        {
            errors.At("files").Wrong(
                $"Group '{group.Name}' has {group.Files.Count} files per worker",
                $"a worker may have {CountMax}",
                "Put what is the same for all into the image, or mount it");
        }
    }

    private static void ValidatePath(WorkerGroupSpec group, string path, PlanErrors errors)
    {
        if ((ContainerPath.Explain(path) ?? ExplainPlace(group, path)) is { } why)
        {
            errors.Wrong(
                $"File '{path}' of group '{group.Name}' can't be written",
                why,
                "Write an absolute path elsewhere, such as /etc/worker/worker.conf");
        }
    }

    /// <summary>
    /// Why nothing can be seen at a path of this group, as the middle of a sentence; null where it can.
    /// </summary>
    private static string? ExplainPlace(WorkerGroupSpec group, string path)
    {
        if (group.Ramdisks.FirstOrDefault(disk => ContainerPath.IsAtOrBelow(path, disk.Path)) is { } ramdisk)
        {
            return $"ramdisk '{ramdisk.Path}' is mounted over it when the worker starts, and would hide it";
        }

        if (group.Mounts.FirstOrDefault(mount => ContainerPath.IsAtOrBelow(path, mount.Target)) is { } mount)
        {
            return $"'{mount.Target}' is a mount, so that it would be written on the engine's machine";
        }

        if (group.Files.FirstOrDefault(
            other => other.Path != path && ContainerPath.IsAtOrBelow(path, other.Path)) is { } parent)
        {
            return $"'{parent.Path}' is a file itself, and can't be a directory as well";
        }

        if (!group.HasReadOnlyRoot)
        {
            return null;
        }

        if (ContainerPath.IsAtOrBelow(path, "/tmp"))
        {
            return "with a read-only root a tmpfs is mounted over /tmp when the worker starts, and would hide it";
        }

        return path.LastIndexOf('/') == 0
            ? "with a read-only root its directory becomes a volume, and the root itself can't be one"
            : null;
    }

    private static void ValidateRights(WorkerGroupSpec group, FileSpec file, PlanErrors errors)
    {
        if (!OctalMode.IsValid(file.Mode))
        {
            errors.At("mode").Wrong(
                $"File '{file.Path}' of group '{group.Name}' has the mode '{file.Mode}'",
                "a mode has 3 or 4 octal digits",
                "Write it like 0644 or 0600");
        }

        if (file.Owner is { } owner && !NumericOwner.TryParse(owner, out _, out _))
        {
            errors.At("owner").Wrong(
                $"File '{file.Path}' of group '{group.Name}' has the owner '{owner}'",
                "an archive's owner is uid or uid:gid, whatever names the image knows",
                "Write it like 1000 or 1000:1000");
        }
    }

    private static void ValidateSize(WorkerGroupSpec group, FileSpec file, PlanErrors errors)
    {
        int bytes = Encoding.UTF8.GetByteCount(file.Content);
        if (bytes > BytesMax)
        {
            errors.Wrong(
                $"File '{file.Path}' of group '{group.Name}' has {ByteSize.Format(bytes)}",
                $"a template may have {ByteSize.Format(BytesMax)}",
                "Put it into the image, or mount it");
        }
    }
}
