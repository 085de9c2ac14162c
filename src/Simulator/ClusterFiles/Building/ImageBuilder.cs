using ScaleSim.Core.Specs.Images;
using ScaleSim.Simulator.ClusterFiles.Model;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>Where a group's image comes from.</summary>
internal static class ImageBuilder
{
    /// <summary>Keys of which a group has one.</summary>
    public static readonly string[] Ways = ["image", "archive", "fromHost"];

    /// <summary>Null, with an error told, where there is none.</summary>
    public static ImageSpec? Build(GroupKeys group, string name, FileContext context)
    {
        string? way = Alternatives.One(group, name, context.Errors, Ways);
        if (group.Pull is not null && way is not (null or "image"))
        {
            context.Add(
                group.At("pull"),
                $"'pull' stands beside '{way}'",
                "only an 'image' has a registry to be pulled from, and this has 0",
                "Take 'pull' away");
        }

        return way switch
        {
            "image" when group.Image is { } tag => new TagImageSpec(tag, group.Pull ?? ImagePull.Missing),
            "archive" when group.Archive is { Path: { } path } archive =>
                new ArchiveImageSpec(context.Absolute(path), archive.Tag),
            "fromHost" when group.FromHost is { Paths: { } paths } host => new HostImageSpec
            {
                Paths = PathsOf(paths, group, context),
                Accounts = host.Accounts ?? [],
                Certificates = host.Certificates ?? false,
                TimeZones = host.TimeZones ?? false,
            },
            _ => null,
        };
    }

    private static List<HostPathSpec> PathsOf(
        IReadOnlyList<HostPathKeys> paths, GroupKeys group, FileContext context)
    {
        if (paths.Count == 0)
        {
            context.Add(
                group.ValueAt("fromHost"),
                "'fromHost' has 0 paths",
                "an image needs at least a program",
                "List one, such as fromHost: [/usr/bin/redis-server]");
        }

        List<HostPathSpec> built = [];
        foreach (HostPathKeys path in paths.Where(path => path.Source is not null))
        {
            if (path.Target is null && !Path.IsPathRooted(path.Source))
            {
                context.Add(
                    path.At("source"),
                    $"'{FileErrors.Shown(path.Source!)}' has no target",
                    "it is a relative path, and in the image it needs an absolute one",
                    $"Write {{source: {FileErrors.Shown(path.Source!)}, target: /opt/worker}}, for example");
            }

            built.Add(new HostPathSpec(context.Absolute(path.Source!), path.Target));
        }

        return built;
    }
}
