using System.Globalization;
using System.Numerics;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Admission;

/// <summary>
/// Compares what a cluster needs with the machine's limits. The same arithmetic refuses a plan, fills the doctor's
/// report and chooses the settings that it raises.
/// </summary>
public static class LimitJudge
{
    // The kernel takes no larger kernel.pid_max (include/linux/threads.h, PID_MAX_LIMIT).
    private const long PidMaxLimit = 4194304;

    /// <returns>A finding for each limit, in their order.</returns>
    public static IReadOnlyList<LimitFinding> Judge(ClusterDemand demand, IEnumerable<HostLimit> limits)
    {
        ArgumentNullException.ThrowIfNull(demand);
        ArgumentNullException.ThrowIfNull(limits);
        return [.. limits.Select(limit => Judge(demand, limit))];
    }

    private static LimitFinding Judge(ClusterDemand demand, HostLimit limit)
    {
        (long need, string what) = NeedOf(demand, limit);
        KernelSetting? setting = limit.IsSetting
            ? new KernelSetting(limit.Name, limit.Max, WantedOf(limit, need))
            : null;
        return new LimitFinding(limit, need, what, HaveOf(limit), RemedyOf(limit, need, setting)) { Setting = setting };
    }

    private static (long Need, string What) NeedOf(ClusterDemand demand, HostLimit limit)
    {
        long containers = demand.Containers;
        long shims = (long)Math.Ceiling(demand.Shims * ContainerCosts.ThreadsPerShim);
        switch (limit.Kind)
        {
            case HostLimitKind.Threads:
                long threads = shims + ((long)demand.Workers * ContainerCosts.ThreadsPerWorker);
                return (threads, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{threads:N0} threads are needed ({Quantity.Of(demand.Shims, "shim")} × ")
                    + $"{ContainerCosts.ThreadsPerShim.ToString(CultureInfo.InvariantCulture)} and "
                    + $"{Quantity.Of(demand.Workers, "worker")} × {ContainerCosts.ThreadsPerWorker})");
            case HostLimitKind.DaemonThreads:
                return (shims, $"{Quantity.Of(shims)} threads of shims are needed");
            case HostLimitKind.OpenFiles:
                long files = containers * ContainerCosts.OpenFilesPerContainer;
                return (files, $"{Quantity.Of(files)} open files are needed ({Quantity.Of(containers, "container")} × "
                    + $"{ContainerCosts.OpenFilesPerContainer})");
            case HostLimitKind.DaemonFiles:
                long ofDaemon = containers * (limit.Name == "dockerd"
                    ? ContainerCosts.DockerdFilesPerContainer
                    : ContainerCosts.ContainerdFilesPerContainer);
                return (ofDaemon, $"The daemon {limit.Name} needs {Quantity.Of(ofDaemon)} more open files");
            case HostLimitKind.OwnFiles:
                long own = demand.Workers + ContainerCosts.OwnFiles;
                return (own, $"ScaleSim and its master need {Quantity.Of(own)} open files, a connection per worker and "
                    + $"{ContainerCosts.OwnFiles}");
            case HostLimitKind.Keyrings:
                return (containers, $"{Quantity.Of(containers, "keyring")}, one per container, are needed");
            case HostLimitKind.KeyringBytes:
                long bytes = containers * ContainerCosts.KeyringBytes;
                return (bytes, $"{Quantity.Of(bytes)} bytes of keyrings are needed");
            case HostLimitKind.InotifyInstances:
                return (containers, $"{Quantity.Of(containers, "container")} watch as many control groups");
            case HostLimitKind.Connections:
                long connections = demand.PortsInAll + ((long)demand.Workers * ContainerCosts.ConnectionsPerWorker);
                return (connections, $"About {Quantity.Of(connections)} connections between host and workers "
                    + $"({Quantity.Of(demand.PortsInAll, "port")} and {Quantity.Of(demand.Workers, "worker")} × "
                    + $"{ContainerCosts.ConnectionsPerWorker})");
            default:
                return (demand.DiskBytes, $"At least {ByteSize.Format(demand.DiskBytes)} are needed in {limit.Name} "
                    + $"({Quantity.Of(containers, "container")} × "
                    + $"{ByteSize.Format(ContainerCosts.DiskBytesPerContainer)} and "
                    + $"{ByteSize.Format(ContainerCosts.DiskBytesForImages)} of images)");
        }
    }

    private static string HaveOf(HostLimit limit) => limit.Kind switch
    {
        HostLimitKind.OwnFiles => $"{limit.Name} has {Quantity.Of(limit.Room)} of {Quantity.Of(limit.Max)} left",
        HostLimitKind.DaemonFiles =>
            $"it has {Quantity.Of(limit.Room)} of {Quantity.Of(limit.Max)} left",
        HostLimitKind.DaemonThreads =>
            $"{Quantity.Of(limit.Room)} of {Quantity.Of(limit.Max)} in {limit.Name} are free",
        HostLimitKind.InotifyInstances => $"{limit.Name} is {Quantity.Of(limit.Max)} per user",
        HostLimitKind.DiskBytes => $"{ByteSize.Format(limit.Room)} is free",
        _ => $"{Quantity.Of(limit.Room)} of {limit.Name} {Quantity.Of(limit.Max)} are free",
    };

    private static string RemedyOf(HostLimit limit, long need, KernelSetting? setting) => limit.Kind switch
    {
        _ when setting is not null => $"Raise it as root with: sysctl -w {setting.Key}={setting.Wanted}",
        HostLimitKind.DaemonThreads => "Set TasksMax=infinity for docker.service and containerd.service, or as root: "
            + $"echo max > {limit.Name}",
        HostLimitKind.DaemonFiles => $"Set LimitNOFILE=1048576 in {limit.Name}'s systemd unit, or start it after: "
            + "ulimit -n 1048576",
        HostLimitKind.OwnFiles => $"Raise it for this shell: ulimit -n {need}",
        _ => $"Free space in {limit.Name} (docker system df shows what takes it), or move it with dockerd --data-root",
    };

    // Four times what is needed: the next cluster is larger, and a setting that is not used up costs nothing.
    private static long WantedOf(HostLimit limit, long need) => limit.Kind switch
    {
        _ when need <= limit.Room / 5 * 4 => limit.Max,
        HostLimitKind.Threads when limit.Name == "kernel.pid_max" => Math.Max(limit.Max, PidMaxLimit),
        HostLimitKind.InotifyInstances => Math.Max(limit.Max, Math.Max(8192, limit.Used + (2 * need))),
        _ => Math.Max(limit.Max, RoundUp(limit.Used + (4 * need))),
    };

    private static long RoundUp(long number) => (long)BitOperations.RoundUpToPowerOf2((ulong)number);
}
