namespace ScaleSim.Core.Hosts.Limits;

/// <summary>A control group that limits the number of threads.</summary>
/// <param name="Path">Its file, such as /sys/fs/cgroup/system.slice/docker.service/pids.max.</param>
/// <param name="Max">The limit.</param>
/// <param name="Current">Threads in it now.</param>
public sealed record PidsGroup(string Path, long Max, long Current)
{
    /// <summary>
    /// The group of a process, or one above it, with the least room; null where none has a limit that can be read.
    /// The process's groups are the lines of /proc/PID/cgroup, version 1 and version 2:
    /// <code>
    /// 8:pids:/docker
    /// 0::/system.slice/docker.service
    /// </code>
    /// </summary>
    public static PidsGroup? FindTightest(IHostFiles files, string process)
    {
        string[] lines = (files.Read($"/proc/{process}/cgroup") ?? "").Split('\n');
        string? path = TryPath(lines, ":pids:", "/sys/fs/cgroup/pids") ?? TryPath(lines, "0::", "/sys/fs/cgroup");
        return Ancestors(path)
            .Select(directory => Read(files, directory))
            .OfType<PidsGroup>()
            .MinBy(group => group.Max - group.Current);
    }

    private static string? TryPath(string[] lines, string mark, string root)
    {
        string? line = lines.FirstOrDefault(line => line.Contains(mark, StringComparison.Ordinal));
        return line is null ? null : root + line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..];
    }

    private static IEnumerable<string> Ancestors(string? path)
    {
        for (string? group = path?.TrimEnd('/');
            group?.StartsWith("/sys/fs/cgroup", StringComparison.Ordinal) == true;
            group = System.IO.Path.GetDirectoryName(group))
        {
            yield return group;
        }
    }

    private static PidsGroup? Read(IHostFiles files, string directory) =>
        files.ReadNumber($"{directory}/pids.max") is { } max and < long.MaxValue
            ? new PidsGroup($"{directory}/pids.max", max, files.ReadNumber($"{directory}/pids.current") ?? 0)
            : null;
}
