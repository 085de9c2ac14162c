using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>
/// Mounts of this process's mount namespace that name one of the containers or lie in the keeper's folder. Ramdisks are
/// mounted in their containers' own namespaces and end with these.
/// </summary>
internal sealed class MountsKind(IHostFiles files) : IRemainsKind
{
    private const string Table = "/proc/self/mountinfo";
    private const int MountPointField = 4;

    public string Name => "mounts";

    /// <remarks>
    /// A sample: <c>812 26 0:71 / /var/lib/docker/containers/3f0c...e1/mounts/shm rw,nosuid - tmpfs shm rw</c>
    /// </remarks>
    public Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken)
    {
        if (marks.Elsewhere is { } elsewhere)
        {
            return Task.FromResult(KindLook.Skipped(elsewhere));
        }

        if (files.Read(Table) is not { } table)
        {
            return Task.FromResult(KindLook.Skipped($"there is no {Table}"));
        }

        return Task.FromResult(KindLook.Of(
            from line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            let fields = line.Split(' ')
            where fields.Length > MountPointField
            let point = fields[MountPointField]
            where marks.NamesContainer(line) || IsIn(point, marks.Folder)
            select new Remain($"mount {point}", $"umount {point}")));
    }

    private static bool IsIn(string point, string? folder) =>
        folder is not null && point.StartsWith($"{folder}/", StringComparison.Ordinal);
}
