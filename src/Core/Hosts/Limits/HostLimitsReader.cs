using System.Globalization;
using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Hosts.Limits;

/// <summary>
/// Reads what bounds the containers of an engine on this machine, and how much of it is taken. What can't be read is
/// left out.
/// </summary>
public sealed class HostLimitsReader(IHostFiles files)
{
    private const string DefaultDataRoot = "/var/lib/docker";

    /// <param name="engine">On this machine.</param>
    public IReadOnlyList<HostLimit> Read(EngineFacts engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        DaemonProcess? dockerd = DaemonProcess.Find(files, engine.Socket);
        int? containerd = ProcessList.Named(files, "containerd").Take(2).ToArray() is [int only] ? only : null;
        DaemonSettings? settings = dockerd is null ? null : DaemonSettings.Read(files, dockerd);
        HostLimit?[] limits =
        [
            Setting(HostLimitKind.Threads, "kernel.pid_max", ReadThreads()),
            Setting(HostLimitKind.Threads, "kernel.threads-max", ReadThreads()),
            ReadGroup(containerd ?? dockerd?.ProcessId),
            Setting(HostLimitKind.OpenFiles, "fs.file-max", files.ReadNumber("/proc/sys/fs/file-nr") ?? 0),
            ReadDaemonFiles("dockerd", dockerd?.ProcessId),
            ReadDaemonFiles("containerd", containerd),
            ReadOpenFiles(HostLimitKind.OwnFiles, "this process", "self", used: 0),
            .. ReadKeyrings(dockerd, settings),
            IsVersion2(engine)
                ? Setting(HostLimitKind.InotifyInstances, "fs.inotify.max_user_instances", used: 0)
                : null,
            Setting(
                HostLimitKind.Connections,
                "net.netfilter.nf_conntrack_max",
                files.ReadNumber("/proc/sys/net/netfilter/nf_conntrack_count") ?? 0),
            ReadDisk(engine.DataRoot.Length > 0 ? engine.DataRoot : settings?.DataRoot ?? DefaultDataRoot),
        ];
        return [.. limits.OfType<HostLimit>()];
    }

    // With version 2, containerd's shims ask the kernel to be told of memory running out: an instance for each.
    private bool IsVersion2(EngineFacts engine) => engine.CgroupVersion is { Length: > 0 } version
        ? version == "2"
        : CgroupMounts.Read(files, daemon: null) == CgroupLayout.Unified;

    private HostLimit? Setting(HostLimitKind kind, string key, long used) =>
        files.ReadNumber($"/proc/sys/{key.Replace('.', '/')}") is { } max ? new HostLimit(kind, key, max, used) : null;

    // The last but one field of /proc/loadavg, "0.89 0.47 0.23 4/242 17242", counts running and all threads.
    private long ReadThreads()
    {
        string[] fields = (files.Read("/proc/loadavg") ?? "").Split(' ');
        return fields.Length > 3 ? KernelNumbers.Parse(fields[3].Split('/')[^1]) ?? 0 : 0;
    }

    // Workers have groups of their own; the shims stay in the group of the daemon that starts them.
    private HostLimit? ReadGroup(int? daemon) =>
        daemon is { } process && PidsGroup.FindTightest(files, Text(process)) is { } group
            ? new HostLimit(HostLimitKind.DaemonThreads, group.Path, group.Max, group.Current)
            : null;

    // What a daemon has open is for root to see.
    private HostLimit? ReadDaemonFiles(string name, int? process) => process is { } id
        ? ReadOpenFiles(HostLimitKind.DaemonFiles, name, Text(id), files.List($"/proc/{id}/fd").Count)
        : null;

    private HostLimit? ReadOpenFiles(HostLimitKind kind, string name, string process, long used) =>
        OpenFilesLimit.Read(files, process) is { } max ? new HostLimit(kind, name, max, used) : null;

    private HostLimit?[] ReadKeyrings(DaemonProcess? dockerd, DaemonSettings? settings)
    {
        bool isRoots = dockerd is null || settings is null
            || (dockerd.ReadUser(files) is null or 0 && !settings.RemapsUsers);
        string prefix = isRoots ? "kernel.keys.root_" : "kernel.keys.";
        (long keys, long bytes) = isRoots ? KeyUsers.ReadRoot(files) : (0, 0);
        return
        [
            Setting(HostLimitKind.Keyrings, prefix + "maxkeys", keys),
            Setting(HostLimitKind.KeyringBytes, prefix + "maxbytes", bytes),
        ];
    }

    private HostLimit? ReadDisk(string root) => files.FreeBytes(root) is { } free
        ? new HostLimit(HostLimitKind.DiskBytes, root, free, Used: 0)
        : null;

    private static string Text(int process) => process.ToString(CultureInfo.InvariantCulture);
}
