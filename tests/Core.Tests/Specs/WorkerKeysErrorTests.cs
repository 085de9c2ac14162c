using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Core.Tests.Planning;

namespace ScaleSim.Core.Tests.Specs;

/// <summary>A worker group with one fault in one key: exactly one error says so.</summary>
public sealed class WorkerKeysErrorTests
{
    private static readonly Dictionary<string, (Func<WorkerGroupSpec, WorkerGroupSpec> Fault, string Message)> Faults =
        new()
        {
            ["user"] = (group => group with { User = "a b" }, "user 'a b'"),
            ["user of three"] = (group => group with { User = "1:2:3" }, "user '1:2:3'"),
            ["working directory"] = (group => group with { WorkingDirectory = "var" }, "works in 'var'"),
            ["working directory out"] = (group => group with { WorkingDirectory = "/a/../b" }, "'/a/../b'"),
            ["port 0"] = (group => group with { Ports = [new PortSpec("a", 0)] }, "number 0"),
            ["port 65536"] = (group => group with { Ports = [new PortSpec("a", 65536)] }, "number 65536"),
            ["port twice"] = (
                group => group with { Ports = [new PortSpec("a", 80), new PortSpec("b", 80)] }, "Port number 80"),
            ["port shared"] = (
                group => group with { PerNode = 2, Ports = [new PortSpec("a", 80)] }, "perNode: 2 and ports.a: 80"),
            ["sysctl shared"] = (
                group => group with { PerNode = 3, Sysctls = Map("net.core.somaxconn", "1024") },
                "sysctls.net.core.somaxconn"),
            ["hostname shared"] = (group => group with { PerNode = 4, Hostname = "a{worker.number}" }, "hostname"),
            ["hostname no label"] = (group => group with { Hostname = "A_{worker.number}" }, "'A_5'"),
            ["hostname placeholder"] = (group => group with { Hostname = "h{node.ip}" }, "{node.ip}"),
            ["ulimit name"] = (group => group with { Ulimits = Limit("nofiles", 1, 1) }, "Did you mean nofile?"),
            ["ulimit order"] = (group => group with { Ulimits = Limit("nofile", 2, 1) }, "soft 2, hard 1"),
            ["ulimit endless"] = (group => group with { Ulimits = Limit("core", -1, 1) }, "soft -1, hard 1"),
            ["ulimit negative"] = (group => group with { Ulimits = Limit("core", -2, 1) }, "soft -2, hard 1"),
            ["sysctl"] = (group => group with { Sysctls = Map("vm.swappiness", "1") }, "'vm.swappiness'"),
            ["sysctl path"] = (group => group with { Sysctls = Map("net.ipv4/../x", "1") }, "'net.ipv4/../x'"),
            ["sysctl value"] = (group => group with { Sysctls = Map("kernel.sem", "") }, "the value ''"),
            ["capability"] = (group => group with { Capabilities = ["SYS_NIC"] }, "Did you mean SYS_NICE?"),
            ["all capabilities"] = (group => group with { Capabilities = ["ALL"] }, "'ALL'"),
            ["capability twice"] = (group => group with { Capabilities = ["CAP_CHOWN", "chown"] }, "'CHOWN'"),
            ["shm"] = (group => group with { ShmSizeBytes = -1 }, "/dev/shm of -1 B"),
            ["timers"] = (group => group with { TimerSlack = TimeSpan.FromSeconds(2) }, "2000 ms late"),
            ["timers early"] = (group => group with { TimerSlack = TimeSpan.Zero }, "0 ms late"),
            ["log size"] = (group => group with { Logs = new LogSpec(1, 2) }, "log files of 1 B"),
            ["log files"] = (group => group with { Logs = new LogSpec(1 << 20, 0) }, "0 log files"),
            ["mount source"] = (group => group with { Mounts = [new MountSpec("data", "/data")] }, "'data'"),
            ["mount out"] = (group => group with { Mounts = [new MountSpec("/a/../b", "/data")] }, "'/a/../b'"),
            ["mount target"] = (group => group with { Mounts = [new MountSpec("/a", "/proc/x")] }, "/proc belongs"),
            ["mount root"] = (group => group with { Mounts = [new MountSpec("/a", "/")] }, "below the root"),
            ["mount socket"] = (
                group => group with { Mounts = [new MountSpec("/var/run/docker.sock", "/s")] }, "root on this machine"),
            ["mount of sockets"] = (
                group => group with { Mounts = [new MountSpec("/run/", "/s")] }, "sockets lie below"),
            ["mount everything"] = (group => group with { Mounts = [new MountSpec("/", "/s")] }, "sockets lie below"),
            ["mount over ramdisk"] = (
                group => group with { Mounts = [new MountSpec("/a", "/mnt/ramdisk")] }, "a ramdisk has the same path"),
            ["mount twice"] = (
                group => group with { Mounts = [new MountSpec("/a", "/x"), new MountSpec("/b", "/x")] },
                "target '/x' is given more than once"),
            ["file path"] = (group => group with { Files = [File("etc/x")] }, "'etc/x'"),
            ["file out"] = (group => group with { Files = [File("/etc/../x")] }, "'/etc/../x'"),
            ["file in kernel"] = (group => group with { Files = [File("/dev/x")] }, "/dev belongs"),
            ["file hidden"] = (group => group with { Files = [File("/mnt/ramdisk/x")] }, "would hide it"),
            ["file in tmp"] = (group => group with { Files = [File("/tmp/x")] }, "would hide it"),
            ["file on host"] = (
                group => group with { Files = [File("/data/x")], Mounts = [new MountSpec("/a", "/data")] },
                "is a mount"),
            ["file in root"] = (group => group with { Files = [File("/x")] }, "can't be one"),
            ["file twice"] = (group => group with { Files = [File("/etc/x"), File("/etc/x")] }, "more than once"),
            ["file below file"] = (
                group => group with { Files = [File("/etc/x"), File("/etc/x/y")] }, "'/etc/x' is a file itself"),
            ["file mode"] = (group => group with { Files = [File("/etc/x") with { Mode = "0888" }] }, "mode '0888'"),
            ["file owner"] = (group => group with { Files = [File("/etc/x") with { Owner = "me" }] }, "owner 'me'"),
            ["file template"] = (
                group => group with { Files = [File("/etc/x") with { Content = "{prots.web}" }] },
                "Did you mean {ports.web}?"),
            ["file size"] = (
                group => group with { Files = [File("/etc/x") with { Content = new string('x', 300 << 10) }] },
                "has 300 KiB"),
            ["restart"] = (group => group with { Restart = new RestartSpec(-1) }, "-1 retries"),
            ["stop signal"] = (group => group with { StopSignal = "SIGSTOPP" }, "'SIGSTOPP'"),
            ["stop timeout"] = (group => group with { StopTimeout = TimeSpan.FromSeconds(-1) }, "is -1 s"),
            ["network rate"] = (group => group with { Network = new NetworkLimitSpec(100) }, "100 bit/s"),
            ["ramdisk owner"] = (
                group => group with { Ramdisks = [new RamdiskSpec("/r", 1 << 20) { Owner = "root" }] }, "owner 'root'"),
            ["sum of a text"] = (group => group with { Command = ["{worker.name + 1}"] }, "only numbers"),
            ["archive"] = (group => group with { Image = new ArchiveImageSpec("") }, "archive ''"),
            ["host paths"] = (group => group with { Image = new HostImageSpec { Paths = [] } }, "0 paths"),
            ["host path"] = (
                group => group with { Image = new HostImageSpec { Paths = [new HostPathSpec("bin/x")] } }, "'bin/x'"),
            ["log probe"] = (group => group with { Ready = new LogProbeSpec("(a)\\1") }, "regular expression"),
            ["exec probe"] = (group => group with { Ready = new ExecProbeSpec([]) }, "0 words"),
            ["probe interval"] = (
                group => group with { Ready = new TcpProbeSpec("web") { Interval = TimeSpan.Zero } },
                "interval of 0 s"),
            ["probe status"] = (
                group => group with { Ready = new HttpProbeSpec("web", "/") { Status = 99 } }, "status 99"),
        };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Plan_RefusesWithOneError_ThatNamesTheFault(string name)
    {
        (Func<WorkerGroupSpec, WorkerGroupSpec> fault, string message) = Faults[name];

        PlanError error = Assert.Single(Samples.Errors(Samples.Spec(fault(Samples.Group()))));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.False(error.OnThisMachine, error.Message);
        ErrorShape.AssertThreeParts(error);
    }

    [Fact]
    public void Plan_AcceptsEveryKey_UsedAsItIsMeant()
    {
        WorkerGroupSpec group = FullSpec.Group;

        ClusterPlan plan = Samples.Plan(Samples.Spec(group));

        Assert.Equal(group.Count, plan.Nodes.Count);
    }

    private static Dictionary<string, string> Map(string name, string value) => new() { [name] = value };

    private static Dictionary<string, UlimitSpec> Limit(string name, long soft, long hard) =>
        new() { [name] = new UlimitSpec(soft, hard) };

    private static FileSpec File(string path) => new() { Path = path, Content = "x" };
}
