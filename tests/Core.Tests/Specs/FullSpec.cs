using ScaleSim.Core.Ports;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Registrations;
using ScaleSim.Core.Specs.UserChecks;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Tests.Specs;

/// <summary>A spec that uses every key, none with its default.</summary>
internal static class FullSpec
{
    public static WorkerGroupSpec Group { get; } = new()
    {
        Name = "storage",
        Count = 7,
        Image = new TagImageSpec("moosefs:3", ImagePull.Always),
        Command = ["mfschunkserver", "-d", "{worker.index + 1:0000}"],
        User = "1000:1000",
        WorkingDirectory = "/var/lib/worker",
        Environment = new Dictionary<string, string> { ["B"] = "2", ["A"] = "1" },
        Ports = [new PortSpec("data", 9422), "web"],
        Ramdisks = [new RamdiskSpec("/mnt/a", 1 << 20) { Mode = "0700", Owner = "1000:1000" }],
        MemoryBytes = 64 << 20,
        IdleMemoryBytes = 5_000_000,
        Cpus = 0.25,
        Pids = 64,
        ReadOnlyRoot = true,
        Ulimits = new Dictionary<string, UlimitSpec> { ["nofile"] = new(1024, 65536), ["core"] = new(0, 0) },
        Sysctls = new Dictionary<string, string> { ["net.core.somaxconn"] = "1024", ["kernel.msgmax"] = "8192" },
        Capabilities = ["CAP_SYS_NICE", "chown"],
        ShmSizeBytes = 1 << 20,
        TimerSlack = TimeSpan.FromMilliseconds(20),
        Logs = new LogSpec(2 << 20, 3),
        Mounts = [new MountSpec("/srv/{worker.name}", "/data", ReadOnly: false)],
        Files =
        [
            new FileSpec
            {
                Path = "/etc/worker/worker.conf", Content = "port={ports.data}\n", Mode = "0600", Owner = "7",
            },
        ],
        Restart = new RestartSpec(3),
        StopSignal = "SIGINT",
        StopTimeout = TimeSpan.FromSeconds(3),
        Hostname = "rack-{worker.number}",
        Network = new NetworkLimitSpec(100_000_000),
        Ready = new HttpProbeSpec("web", "/healthz")
        {
            Status = 204, Body = "ok", Interval = TimeSpan.FromSeconds(1), Deadline = TimeSpan.FromMinutes(1),
        },
    };

    public static ClusterSpec Cluster { get; } = new()
    {
        Name = "full",
        Groups =
        [
            Group,
            new WorkerGroupSpec
            {
                Name = "made",
                Count = 2,
                PerNode = 2,
                Image = new HostImageSpec
                {
                    Paths = [new HostPathSpec("/usr/bin/true", "/opt/true")],
                    Accounts = ["daemon"],
                    Certificates = true,
                    TimeZones = true,
                },
                Ready = new LogProbeSpec("^started"),
            },
            new WorkerGroupSpec
            {
                Name = "saved",
                Count = 1,
                Image = new ArchiveImageSpec("a.tar", "a:1"),
                Ready = new ExecProbeSpec(["ok"]),
            },
        ],
        Master = new ProcessMasterSpec
        {
            Command = ["mfsmaster"],
            Environment = new Dictionary<string, string> { ["X"] = "y" },
            Port = 9419,
            Ready = new HttpProbeSpec(null, "/ready"),
            MetricsPath = "/metrics",
            User = "nobody",
            WorkingDirectory = "/tmp",
            StopSignal = "SIGINT",
            StopTimeout = TimeSpan.FromSeconds(2),
            LogFile = "/tmp/master.log",
            Restart = new RestartSpec(2),
        },
        Registered = new RegistrationSpec
        {
            Query = new HttpQuerySpec("/servers", 9425),
            Select = new JsonSelectionSpec("$[?(@.up == true)].ip"),
            Match = "{node.ip}",
        },
        Start = new StartSpec(10, 2.5, TimeSpan.FromMilliseconds(100)),
        Checks =
        [
            new HostCheckSpec
            {
                Name = "host",
                Command = ["true"],
                Expect = new ExpectationSpec { Code = 1, Number = ">= {cluster.workers}" },
            },
            new WorkerCheckSpec
            {
                Name = "inside", Command = ["true"], Workers = "all", Retry = TimeSpan.FromSeconds(9),
            },
            new HttpCheckSpec { Name = "web", Port = "web", Path = "/{worker.index + 1}", Workers = "5%" },
            new TcpCheckSpec { Name = "port", Port = "data", Timeout = TimeSpan.FromSeconds(1) },
        ],
        Ports = new PortRange(11000, 11999),
        Expose = Exposure.Direct,
        Runtime = "crun",
        Shim = ShimSharing.Node,
        StrictMemory = true,
        Seed = 42,
    };
}
