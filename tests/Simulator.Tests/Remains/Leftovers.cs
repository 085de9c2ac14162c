using ScaleSim.Core.Hosts;
using ScaleSim.Core.Tests.Hosts;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Remains;

namespace ScaleSim.Simulator.Tests.Remains;

/// <summary>A machine after the removal of a cluster, and the marks that the cluster had.</summary>
internal static class Leftovers
{
    public const string Bridge = "ss-1a2b3c4d";
    public const string OtherBridge = "ss-0badcafe";
    public const int KeeperId = 812;

    public static string Container { get; } = new('a', 64);

    public static string OtherContainer { get; } = new('b', 64);

    public static ClusterMarks Marks { get; } = new()
    {
        Cluster = "demo",
        Runs = ["11112222"],
        Containers = new HashSet<string> { Container },
        Volumes = [new string('c', 64)],
        Bridges = [Bridge],
        Interfaces = [new InterfaceMark(Bridge, "7"), new InterfaceMark("veth0001", "8")],
        Subnets = [new Ipv4Network(0xC612_0400, 22)],
        HostsFile = "/etc/hosts",
        Folder = "/tmp/scalesim-0/demo-11112222",
        Processes = [("keeper", new ProcessMark(KeeperId, 44021, ProcessIdentity.BootId()))],
    };

    /// <summary>Everything that others have: another cluster, another job's containers, the machine's own.</summary>
    public static FakeHostFiles OthersAlone() => new()
    {
        ["/sys/class/net/lo/ifindex"] = "1\n",
        [$"/sys/class/net/{OtherBridge}/ifindex"] = "9\n",
        [$"/sys/class/net/{OtherBridge}/bridge/forward_delay"] = "0\n",
        // The name that a veth of ours had, given again.
        ["/sys/class/net/veth0001/ifindex"] = "10\n",
        ["/proc/net/route"] = Routes(
            ("eth0", "00000000", "00000000"),
            // The guard, and the other cluster's subnet, 198.18.8.0/22.
            ("*", "000012C6", "0000FEFF"),
            (OtherBridge, "000812C6", "00FCFFFF")),
        ["/proc/self/mountinfo"] =
            "25 0 8:1 / / rw - ext4 /dev/sda1 rw\n"
            + $"812 25 0:71 / /var/lib/docker/containers/{OtherContainer}/mounts/shm rw - tmpfs shm rw\n",
        ["/proc/1/cmdline"] = "/sbin/init\0",
        ["/proc/1/cgroup"] = "0::/init.scope\n",
        ["/proc/2/cmdline"] = "",
        ["/proc/40/cmdline"] = $"/usr/bin/containerd-shim-runc-v2\0-namespace\0moby\0-id\0{OtherContainer}\0",
        ["/proc/40/cgroup"] = "0::/system.slice/containerd.service\n",
        ["/proc/41/cmdline"] = "nginx\0",
        ["/proc/41/cgroup"] = $"4:pids:/docker/{OtherContainer}\n",
        ["/proc/42/cmdline"] = "/usr/bin/docker-proxy\0-container-ip\0" + "198.18.8.2\0",
        ["/proc/42/cgroup"] = "0::/system.slice/docker.service\n",
        // The keeper's process id, given to another.
        [$"/proc/{KeeperId}/stat"] = Stat(KeeperId, startTicks: 99999),
        [$"/proc/{KeeperId}/cmdline"] = "bash\0",
        ["/etc/hosts"] = "127.0.0.1 localhost\n# scalesim other begin\n# scalesim other end\n",
        ["/tmp/scalesim-0/other-33334444/keeper.log"] = "",
    };

    public static string Routes(params (string Interface, string Destination, string Mask)[] routes) =>
        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
        + string.Concat(routes.Select(route =>
            $"{route.Interface}\t{route.Destination}\t00000000\t0001\t0\t0\t0\t{route.Mask}\t0\t0\t0\n"));

    public static string Stat(int id, long startTicks) =>
        $"{id} (scale (sim)) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 {startTicks} 0 0\n";

    public static async Task<IReadOnlyList<string>> NamesAsync(IRemainsKind kind, ClusterMarks? marks = null)
    {
        KindLook look = await kind.LookAsync(marks ?? Marks, CancellationToken.None);
        Assert.Null(look.NotChecked);
        return [.. look.Found.Select(remain => remain.Name)];
    }
}
