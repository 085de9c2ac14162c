using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Specs.Images;

/// <summary>Finds what is wrong with a group's image on any machine; whether files exist, its machine knows.</summary>
internal static class ImageValidator
{
    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        switch (group.Image)
        {
            case TagImageSpec image:
                ValidateName(group, image.Tag, errors);
                break;
            case ArchiveImageSpec archive:
                ValidateArchive(group, archive, errors);
                break;
            case HostImageSpec host:
                ValidateHost(group, host, errors);
                break;
        }
    }

    private static void ValidateName(WorkerGroupSpec group, string image, PlanErrors errors)
    {
        if (image.Length is 0 or > 255 || image.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
        {
            errors.Wrong(
                $"Group '{group.Name}' has the image '{image}'",
                "an image's name has 1 to 255 characters and no blanks",
                "Name an image that the engine has, such as redis:7");
        }
    }

    private static void ValidateArchive(WorkerGroupSpec group, ArchiveImageSpec archive, PlanErrors errors)
    {
        if (archive.Path.Length == 0 || archive.Path.Contains('\0', StringComparison.Ordinal))
        {
            errors.Wrong(
                $"Group '{group.Name}' has the image archive '{archive.Path}'",
                "a file's name has at least 1 character and no NUL",
                "Name a file that 'docker save' wrote");
        }

        if (archive.Tag is { } tag)
        {
            ValidateName(group, tag, errors);
        }
    }

    private static void ValidateHost(WorkerGroupSpec group, HostImageSpec host, PlanErrors errors)
    {
        if (host.Paths.Count == 0)
        {
            errors.Wrong(
                $"Group '{group.Name}' has an image from 0 paths of the host",
                "it needs at least the worker's program",
                "List it under fromHost");
        }

        foreach (HostPathSpec path in host.Paths)
        {
            if (!path.Source.StartsWith('/') || path.Source.Contains('\0', StringComparison.Ordinal))
            {
                errors.Wrong(
                    $"Group '{group.Name}' takes '{path.Source}' from the host",
                    "it has to be an absolute path",
                    "Write it like /usr/sbin/worker");
            }

            if (path.Target is { } target && ContainerPath.Explain(target) is { } why)
            {
                errors.Wrong(
                    $"Group '{group.Name}' puts '{path.Source}' at '{target}' in its image",
                    why,
                    "Write an absolute path, such as /opt/worker");
            }
        }
    }
}
