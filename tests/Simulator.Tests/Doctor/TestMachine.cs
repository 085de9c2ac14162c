using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Hosts;
using ScaleSim.Simulator.Doctor;

namespace ScaleSim.Simulator.Tests.Doctor;

/// <summary>
/// A machine that can carry 500 workers and has nothing to complain about; tests change one thing of it.
/// </summary>
internal sealed class TestMachine
{
    public ClusterSpec Spec { get; set; } = SpecOf(500);

    public TestMachine() => Settings = new FakeKernelSettings(Files);

    public FakeHostFiles Files { get; } = new()
    {
        Free = 80L << 30,
        ["/proc/meminfo"] = "MemTotal:       67108864 kB\nMemAvailable:   62914560 kB\n",
        ["/proc/loadavg"] = "0.89 0.47 0.23 4/242 17242\n",
        ["/proc/mounts"] = "",
        ["/proc/self/mounts"] = "proc /proc proc rw 0 0\ncgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\n",
        ["/proc/self/limits"] = Limits("1048576"),
        ["/proc/net/route"] =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
            + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
            + GuardLine,
        ["/proc/sys/fs/file-max"] = "2466177\n",
        ["/proc/sys/fs/file-nr"] = "1222\t0\t2466177\n",
        ["/proc/sys/fs/inotify/max_user_instances"] = "8192\n",
        ["/proc/sys/kernel/keys/maxkeys"] = "200\n",
        ["/proc/sys/kernel/keys/maxbytes"] = "20000\n",
        ["/proc/sys/kernel/keys/root_maxkeys"] = "1000000\n",
        ["/proc/sys/kernel/keys/root_maxbytes"] = "25000000\n",
        ["/proc/sys/kernel/pid_max"] = "4194304\n",
        ["/proc/sys/kernel/threads-max"] = "192730\n",
        ["/proc/sys/net/ipv4/ip_forward"] = "1\n",
        ["/proc/sys/net/ipv4/ip_local_port_range"] = "32768\t60999\n",
        ["/proc/sys/net/ipv4/neigh/default/gc_thresh2"] = "512\n",
        ["/proc/sys/net/ipv4/neigh/default/gc_thresh3"] = "1024\n",
        ["/proc/sys/net/netfilter/nf_conntrack_count"] = "41\n",
        ["/proc/sys/net/netfilter/nf_conntrack_max"] = "262144\n",
        ["/proc/812/comm"] = "dockerd\n",
        ["/proc/812/cmdline"] = "/usr/sbin/dockerd\0--userland-proxy=false\0",
        ["/proc/812/status"] = "Name:\tdockerd\nUid:\t0\t0\t0\t0\n",
        ["/proc/812/limits"] = Limits("1048576"),
        ["/proc/812/cgroup"] = "0::/system.slice/docker.service\n",
        ["/sys/fs/cgroup/system.slice/docker.service/pids.max"] = "max\n",
        ["/proc/830/comm"] = "containerd\n",
        ["/proc/830/limits"] = Limits("1048576"),
        ["/proc/830/cgroup"] = "0::/system.slice/containerd.service\n",
        ["/proc/901/comm"] = "bash\n",
    };

    /// <value>Null for a machine where no engine answers.</value>
    public EngineFacts? Engine { get; set; } = new()
    {
        Kind = "docker",
        Version = "28.5.2",
        ApiVersion = new Version(1, 51),
        IsLocal = true,
        Cores = 4,
        MemoryBytes = 64L << 30,
        DefaultRuntime = "runc",
        Runtimes = ["crun", "io.containerd.runc.v2", "runc"],
        CgroupVersion = "2",
        StorageDriver = "overlay2",
        LogDriver = "json-file",
        LogDrivers = ["json-file", "local", "syslog"],
    };

    public Exception? EngineFailure { get; set; }

    public FakeHostCommands Commands { get; } = new();

    public FakeKernelSettings Settings { get; }

    public string? EngineSocket { get; set; }

    public bool IsRoot { get; set; }

    public DoctorRepairMode Repair { get; set; }

    /// <value>The guard as /proc/net/route shows it.</value>
    public const string GuardLine = "*\t000012C6\t00000000\t0201\t0\t0\t4294967295\t0000FEFF\t0\t0\t0\n";

    public static ClusterSpec SpecOf(int workers) => new()
    {
        Name = "default",
        Master = new ExternalMasterSpec { Host = "master.example", Port = 19998 },
        Groups =
        [
            new WorkerGroupSpec
            {
                Count = workers,
                Image = "scalesim/worker",
                Ports = ["data", "web"],
                IdleMemoryBytes = 6_200_000,
                Ramdisks = [new RamdiskSpec("/ramdisk", 16L << 20)],
            },
        ],
    };

    public static string Limits(string openFiles) =>
        "Limit                     Soft Limit           Hard Limit           Units     \n"
        + "Max cpu time              unlimited            unlimited            seconds   \n"
        + $"Max open files            {openFiles,-20} 1048576              files     \n";

    private EngineFacts? Reached => Engine is null ? null : Engine with { Socket = EngineSocket };

    public DoctorContext Context() => new()
    {
        Spec = Spec,
        Demand = ClusterDemand.Of(Spec),
        Engine = Reached,
        EngineFailure = EngineFailure,
        Host = new HostFactsReader(Files).Read(Reached ?? new EngineFacts
        {
            Kind = "docker",
            Version = "",
            IsLocal = true,
            Cores = 4,
            MemoryBytes = 64L << 30,
        }),
        Files = Files,
        Commands = Commands,
        Settings = Settings,
        IsRoot = IsRoot,
        Repair = Repair,
    };

    public Task<DoctorResult> CheckAsync(IDoctorCheck check) => check.CheckAsync(Context(), CancellationToken.None);
}
