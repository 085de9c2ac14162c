using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Hosts.Limits;

namespace ScaleSim.Core.Tests.Hosts.Limits;

public sealed class HostLimitsReaderTests
{
    private const string OpenFiles = "Max open files            1048576              1048576              files     \n";

    private static readonly EngineFacts Engine = new()
    {
        Kind = "docker",
        Version = "28.5.2",
        IsLocal = true,
        Cores = 2,
        MemoryBytes = 24L << 30,
        CgroupVersion = "2",
        DataRoot = "/srv/docker",
    };

    private readonly FakeHostFiles _files = new()
    {
        Free = 5000,
        ["/proc/loadavg"] = "0.89 0.47 0.23 4/242 17242\n",
        ["/proc/key-users"] = "    0:     9 8/8 3/1000000 40/25000000\n 1000:     2 2/2 2/200 37/20000\n",
        ["/proc/sys/fs/file-max"] = "9223372036854775807\n",
        ["/proc/sys/fs/file-nr"] = "1222\t0\t9223372036854775807\n",
        ["/proc/sys/fs/inotify/max_user_instances"] = "128\n",
        ["/proc/sys/kernel/keys/maxkeys"] = "200\n",
        ["/proc/sys/kernel/keys/root_maxkeys"] = "1000000\n",
        ["/proc/sys/kernel/keys/root_maxbytes"] = "25000000\n",
        ["/proc/sys/kernel/pid_max"] = "4194304\n",
        ["/proc/sys/net/netfilter/nf_conntrack_count"] = "41\n",
        ["/proc/sys/net/netfilter/nf_conntrack_max"] = "262144\n",
        ["/proc/self/limits"] = OpenFiles,
        ["/proc/812/comm"] = "dockerd\n",
        ["/proc/812/cmdline"] = "dockerd\0",
        ["/proc/812/limits"] = OpenFiles,
        ["/proc/812/cgroup"] = "0::/docker.service\n",
        ["/proc/812/fd/0"] = "",
        ["/proc/812/fd/1"] = "",
        ["/sys/fs/cgroup/docker.service/pids.max"] = "4915\n",
        ["/sys/fs/cgroup/docker.service/pids.current"] = "15\n",
    };

    [Fact]
    public void Read_GivesEachLimitWithWhatIsTaken_AndLeavesOutWhatCannotBeRead() => Assert.Equal(
        [
            new HostLimit(HostLimitKind.Threads, "kernel.pid_max", 4194304, 242),
            new HostLimit(HostLimitKind.DaemonThreads, "/sys/fs/cgroup/docker.service/pids.max", 4915, 15),
            new HostLimit(HostLimitKind.OpenFiles, "fs.file-max", long.MaxValue, 1222),
            new HostLimit(HostLimitKind.DaemonFiles, "dockerd", 1048576, 2),
            new HostLimit(HostLimitKind.OwnFiles, "this process", 1048576, 0),
            new HostLimit(HostLimitKind.Keyrings, "kernel.keys.root_maxkeys", 1000000, 3),
            new HostLimit(HostLimitKind.KeyringBytes, "kernel.keys.root_maxbytes", 25000000, 40),
            new HostLimit(HostLimitKind.InotifyInstances, "fs.inotify.max_user_instances", 128, 0),
            new HostLimit(HostLimitKind.Connections, "net.netfilter.nf_conntrack_max", 262144, 41),
            new HostLimit(HostLimitKind.DiskBytes, "/srv/docker", 5000, 0),
        ],
        Read(Engine));

    [Fact]
    public void Read_TakesTheUsersQuota_WhereContainersAreNotRoots()
    {
        _files["/proc/812/status"] = "Uid:\t1000\t1000\t1000\t1000\n";

        Assert.Contains(new HostLimit(HostLimitKind.Keyrings, "kernel.keys.maxkeys", 200, 0), Read(Engine));
    }

    [Fact]
    public void Read_LeavesOutInotify_WithCgroupVersion1() => Assert.DoesNotContain(
        Read(Engine with { CgroupVersion = "1" }), limit => limit.Kind == HostLimitKind.InotifyInstances);

    [Fact]
    public void Read_LooksAtTheUsualDataRoot_WhereNobodyNamesOne() => Assert.Contains(
        Read(Engine with { DataRoot = "" }),
        limit => limit is { Kind: HostLimitKind.DiskBytes, Name: "/var/lib/docker" });

    [Fact]
    public void Read_GivesNothing_WhereNothingCanBeRead() =>
        Assert.Empty(new HostLimitsReader(new FakeHostFiles()).Read(Engine));

    [Fact]
    public void Facts_HaveNoLimits_WithAnEngineElsewhereOrAFakeOne()
    {
        HostFactsReader reader = new(_files);

        Assert.NotEmpty(reader.Read(Engine).Limits);
        Assert.Empty(reader.Read(Engine with { IsLocal = false }).Limits);
        Assert.Empty(reader.Read(Engine with { Kind = "fake" }).Limits);
    }

    private IReadOnlyList<HostLimit> Read(EngineFacts engine) => new HostLimitsReader(_files).Read(engine);
}
