namespace ScaleSim.Core.Hosts.Limits;

/// <summary>Reads the layout of control groups from a process's mounts.</summary>
public static class CgroupMounts
{
    /// <summary>
    /// Looks for these in /proc/PID/mounts, the daemon's where it can be read: it may have a mount namespace of its
    /// own.
    /// <code>
    /// cgroup /sys/fs/cgroup/pids cgroup rw,relatime,pids 0 0
    /// cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0
    /// </code>
    /// </summary>
    public static CgroupLayout Read(IHostFiles files, DaemonProcess? daemon)
    {
        string? theirs = daemon is null ? null : files.Read($"/proc/{daemon.ProcessId}/mounts");
        string mounts = theirs ?? files.Read("/proc/self/mounts") ?? "";
        string[] types = [.. mounts.Split('\n').Select(TypeOf)];
        return (types.Contains("cgroup"), types.Contains("cgroup2")) switch
        {
            (true, true) => CgroupLayout.Hybrid,
            (true, false) => CgroupLayout.Legacy,
            (false, true) => CgroupLayout.Unified,
            _ => CgroupLayout.Unknown,
        };
    }

    // A tree mounted elsewhere, for a container's own use, says nothing about the layout.
    private static string TypeOf(string mount)
    {
        string[] fields = mount.Split(' ');
        return fields.Length > 2 && fields[1].StartsWith("/sys/fs/cgroup", StringComparison.Ordinal) ? fields[2] : "";
    }
}
