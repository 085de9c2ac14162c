using System.Formats.Tar;
using System.Text;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Containers;

/// <summary>
/// A worker's files as archives for its container. The Engine refuses an upload into a read-only root (500, "container
/// rootfs is marked read-only"), so that there each directory with files is an anonymous volume, which takes over what
/// the image has at that place.
/// </summary>
internal static class WorkerFiles
{
    /// <summary>The directories that are volumes, none below another: empty where the root can be written.</summary>
    public static IReadOnlyList<string> VolumesOf(WorkerGroupSpec group)
    {
        if (!group.HasReadOnlyRoot || group.Files.Count == 0)
        {
            return [];
        }

        string[] directories = [.. group.Files.Select(file => DirectoryOf(file.Path)).Distinct()];
        return [.. directories.Where(directory => !directories.Any(other => IsBelow(directory, other)))];
    }

    /// <summary>Archives with the directories that they are unpacked in.</summary>
    public static async Task<IReadOnlyList<(string Directory, byte[] Tar)>> ArchivesAsync(
        WorkerGroupSpec group, IReadOnlyList<RenderedFile> files, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> volumes = VolumesOf(group);
        List<(string Directory, byte[] Tar)> archives = [];
        foreach (IGrouping<string, RenderedFile> same in files.GroupBy(
            file => volumes.FirstOrDefault(volume => IsBelow(file.Path, volume)) ?? "/"))
        {
            archives.Add((same.Key, await ArchiveAsync(same.Key, same, cancellationToken).ConfigureAwait(false)));
        }

        return archives;
    }

    /// <summary>
    /// Files alone: an entry for a directory that the image has would change its owner and mode, and one that it has
    /// not is made with 0755 by the Engine.
    /// </summary>
    private static async Task<byte[]> ArchiveAsync(
        string directory, IEnumerable<RenderedFile> files, CancellationToken cancellationToken)
    {
        using var archive = new MemoryStream();
        var tar = new TarWriter(archive, TarEntryFormat.Gnu, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            foreach (RenderedFile file in files)
            {
                TarEntry entry = TarEntries.Create(
                    TarEntryType.RegularFile, file.Path[(directory.TrimEnd('/').Length + 1)..], file.Mode);
                (entry.Uid, entry.Gid) = (file.User, file.Group);
                using var content = new MemoryStream(Encoding.UTF8.GetBytes(file.Content), writable: false);
                entry.DataStream = content;
                await tar.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
            }
        }

        return archive.ToArray();
    }

    private static string DirectoryOf(string path) => path[..path.LastIndexOf('/')];

    private static bool IsBelow(string path, string directory) =>
        path.StartsWith(directory + "/", StringComparison.Ordinal);
}
