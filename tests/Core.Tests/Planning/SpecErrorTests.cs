using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Registrations;

namespace ScaleSim.Core.Tests.Planning;

/// <summary>What is wrong on any machine: each case has one fault, and exactly one error says so.</summary>
public sealed class SpecErrorTests
{
    public static TheoryData<string, string> Cases()
    {
        TheoryData<string, string> data = [];
        foreach ((string name, (_, string message)) in Faults)
        {
            data.Add(name, message);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plan_RefusesWithOneError_ThatNamesTheFault(string fault, string message)
    {
        PlanError error = Assert.Single(Samples.Errors(Faults[fault].Spec));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.False(error.OnThisMachine, error.Message);
        ErrorShape.AssertThreeParts(error);
    }

    [Fact]
    public void Plan_ReportsAllErrorsAtOnce()
    {
        ClusterSpec spec = Samples.Spec(Samples.Group(3) with
        {
            Name = "Upper",
            Image = "",
            Pids = 1,
            Cpus = 64,
            Ramdisks = [new RamdiskSpec("relative", 0)],
        }) with { Name = "no_label", Ports = new PortRange(20000, 20001), Runtime = "kata" };

        IReadOnlyList<PlanError> errors = Samples.Errors(
            spec, Samples.Facts with { MemoryAvailableBytes = 1 << 20 });

        string[] parts =
        [
            "'no_label'", "'Upper'", "image ''", "1 processes", "64 cores", "'relative' of", "0 B", "Runtime 'kata'",
        ];
        Assert.All(parts, part => Assert.Contains(
            errors, error => error.Message.Contains(part, StringComparison.Ordinal)));
        Assert.Contains(errors, error => error.OnThisMachine);
        PlanException exception = new(errors);
        Assert.False(exception.OnThisMachine);
        Assert.All(errors, error => Assert.Contains(error.Message, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_ReportsCapacityBesideAWrongName()
    {
        ClusterSpec spec = Samples.Spec(1000) with { Name = "Wrong" };

        IReadOnlyList<PlanError> errors = Samples.Errors(
            spec, Samples.Facts with { MemoryAvailableBytes = 1L << 30 });

        Assert.Equal([false, true], errors.Select(error => error.OnThisMachine));
    }

    private static ClusterSpec With(Func<WorkerGroupSpec, WorkerGroupSpec> change) =>
        Samples.Spec(change(Samples.Group()));

    private static ClusterSpec Ramdisk(string path, long size = 1 << 20, string mode = "1777") =>
        With(group => group with { Ramdisks = [new RamdiskSpec(path, size) { Mode = mode }] });

    private static ClusterSpec Ports(int first, int last) =>
        Samples.Spec() with { Ports = new PortRange(first, last) };

    private static ClusterSpec Environment(string name, string value = "x") =>
        With(group => group with { Environment = new Dictionary<string, string> { [name] = value } });

    private static ClusterSpec Command(params string[] words) => With(group => group with { Command = words });

    private static ClusterSpec Master(Func<ProcessMasterSpec, MasterSpec> change) =>
        Samples.Spec() with { Master = change(new ProcessMasterSpec { Command = ["/opt/master"], Port = 19998 }) };

    private static ClusterSpec External(string host, ProbeSpec? ready = null) =>
        Samples.Spec() with { Master = new ExternalMasterSpec { Host = host, Port = 19998, Ready = ready } };

    private static ClusterSpec Registered(Func<RegistrationSpec, RegistrationSpec> change) =>
        Samples.Spec() with { Registered = change(new RegistrationSpec
        {
            Query = new HttpQuerySpec("/workers"), Select = new JsonSelectionSpec("$[*].name"),
        }) };

    private static Dictionary<string, (ClusterSpec Spec, string Message)> Faults { get; } = new()
    {
        ["name empty"] = (Samples.Spec() with { Name = "" }, "it is empty and needs 1 to 40 characters"),
        ["name endless"] = (Samples.Spec() with { Name = new string('a', 5000) }, "aaa … aaa"),
        ["name long"] = (Samples.Spec() with { Name = new string('a', 41) }, "it has 41 characters and may have 40"),
        ["name upper"] = (Samples.Spec() with { Name = "aB" }, "character 2 is 'B'"),
        ["name hyphen"] = (Samples.Spec() with { Name = "a-" }, "it begins or ends with '-'"),
        ["name escape"] = (Samples.Spec() with { Name = "../etc" }, "character 1 is '.'"),
        ["name newline"] = (Samples.Spec() with { Name = "a\nb" }, "character 2 is U+000A"),
        ["groups none"] = (Samples.Spec([]), "0 worker groups"),
        ["groups same"] = (
            Samples.Spec(Samples.Group(1), Samples.Group(1)), "Group name 'worker' is used 2 times"),
        ["group name"] = (With(group => group with { Name = "my_group" }), "Group name 'my_group' is not a DNS label"),
        ["group node"] = (With(group => group with { Name = "node" }), "Group name 'node' is taken"),
        ["count 0"] = (Samples.Spec(0), "asks for 0 workers"),
        ["count negative"] = (Samples.Spec(-5), "asks for -5 workers"),
        ["count over"] = (
            Samples.Spec(100_001), "asks for 100001 workers; the most that one cluster may have is 100000"),
        ["count int"] = (Samples.Spec(10_000_000), "asks for 10000000 workers"),
        ["count sum"] = (
            Samples.Spec(Samples.Group(int.MaxValue, "a"), Samples.Group(int.MaxValue, "b")), "4294967294 workers"),
        ["per node 0"] = (With(group => group with { PerNode = 0 }), "asks for 0 workers per node"),
        ["per node over"] = (With(group => group with { PerNode = 1001 }), "asks for 1001 workers per node"),
        ["nodes over"] = (
            With(group => group with { Count = 901, PerNode = 1 }), "Pack them with --workers-per-node 2."),
        ["nodes over by groups"] = (
            Samples.Spec(Samples.Group(5000, "a") with { PerNode = 5 }, Samples.Group(4000, "b")),
            "Pack them with --workers-per-node 10."),
        ["groups over"] = (
            Samples.Spec([.. Enumerable.Range(0, 901).Select(i => Samples.Group(1, $"g{i}"))]),
            "Use at most 900 groups."),
        ["image empty"] = (With(group => group with { Image = "" }), "image ''"),
        ["image blank"] = (With(group => group with { Image = "a b" }), "image 'a b'"),
        ["port name"] = (With(group => group with { Ports = ["Data"] }), "Port name 'Data'"),
        ["port same"] = (With(group => group with { Ports = ["a", "a"] }), "Port name 'a' is used 2 times"),
        ["ports many"] = (
            With(group => group with { Ports = [.. Enumerable.Range(0, 121).Select(i => $"p{i}")] }),
            "121 ports per worker"),
        ["ready port"] = (
            With(group => group with { Ready = new TcpProbeSpec("rpc") }), "2 ports are called: data, web"),
        ["ready path"] = (With(group => group with { Ready = new HttpProbeSpec("web", "healthz") }), "'healthz'"),
        ["range reversed"] = (Ports(21000, 20000), "Port range 21000-20000 is reversed"),
        ["range low"] = (Ports(80, 1080), "those are 1024-65535"),
        ["range high"] = (Ports(65000, 65536), "those are 1024-65535"),
        ["range ephemeral"] = (Ports(20000, 32768), "overlaps 32768-60999"),
        ["range ephemeral all"] = (Ports(1024, 65535), "overlaps 32768-60999"),
        ["range small direct"] = (
            With(group => group with { Count = 60 }) with { Ports = new PortRange(20000, 20099) },
            "Port range 20000-20099 has 100 ports; a node with 60 workers of 2 ports each needs 120. "
                + "Widen it with --ports 20000-20999 or lower --workers-per-node to 50."),
        ["range small published"] = (
            Samples.Spec(520) with { Ports = new PortRange(20000, 20999), Expose = Exposure.Published },
            "Port range 20000-20999 has 1000 ports; the plan needs 1040. "
                + "Widen it with --ports 20000-21999 or lower --workers."),
        ["range never"] = (
            Samples.Spec(20_000) with { Expose = Exposure.Published },
            "Port range 20000-31999 has 12000 ports; the plan needs 40000. Lower --workers to 6000."),
        ["range none per worker"] = (Ports(20000, 20000), "lower the number of ports per worker"),
        ["memory low"] = (With(group => group with { MemoryBytes = 5 << 20 }), "5 MiB of memory per worker"),
        ["memory zero"] = (With(group => group with { MemoryBytes = 0 }), "0 B of memory per worker"),
        ["memory negative"] = (With(group => group with { MemoryBytes = -1 }), "-1 B of memory per worker"),
        ["memory huge"] = (With(group => group with { MemoryBytes = long.MaxValue }), "6 MiB to 1 TiB"),
        ["idle negative"] = (With(group => group with { IdleMemoryBytes = -1 }), "takes -1 bytes"),
        ["idle above"] = (
            With(group => group with { IdleMemoryBytes = 64 << 20 }), "its program takes 64 MiB while it does nothing"),
        ["cpus zero"] = (With(group => group with { Cpus = 0 }), "a limit of 0 cores"),
        ["cpus negative"] = (With(group => group with { Cpus = -0.5 }), "a limit of -0.5 cores"),
        ["cpus none"] = (With(group => group with { Cpus = double.NaN }), "a limit of NaN cores"),
        ["cpus least"] = (With(group => group with { Cpus = 0.009 }), "the kernel's smallest share is 0.01"),
        ["pids"] = (With(group => group with { Pids = 15 }), "15 processes and threads"),
        ["ramdisk zero"] = (Ramdisk("/r", 0), "has 0 B; it can have 4 KiB (a page) to 1 TiB"),
        ["ramdisk negative"] = (Ramdisk("/r", -5), "has -5 B"),
        ["ramdisk part of a page"] = (Ramdisk("/r", 4095), "has 4 KiB; it can have 4 KiB (a page)"),
        ["ramdisk huge"] = (Ramdisk("/r", long.MaxValue), "to 1 TiB"),
        ["ramdisk relative"] = (Ramdisk("mnt"), "it has to be absolute and below the root"),
        ["ramdisk root"] = (Ramdisk("/"), "it has to be absolute and below the root"),
        ["ramdisk empty"] = (Ramdisk(""), "its path has 0 characters"),
        ["ramdisk long"] = (Ramdisk("/" + new string('a', 255)), "its path has 256 characters"),
        ["ramdisk up"] = (Ramdisk("/mnt/../etc"), "could lead out"),
        ["ramdisk dot"] = (Ramdisk("/mnt/./x"), "could lead out"),
        ["ramdisk double"] = (Ramdisk("/mnt//x"), "could lead out"),
        ["ramdisk slash"] = (Ramdisk("/mnt/"), "could lead out"),
        ["ramdisk colon"] = (Ramdisk("/mnt:rw"), "a mount option ends at ':'"),
        ["ramdisk comma"] = (Ramdisk("/mnt,exec"), "a mount option ends at ':'"),
        ["ramdisk newline"] = (Ramdisk("/mnt\n"), "Ramdisk '/mnt\uFFFD' of group 'worker' can't be mounted"),
        ["ramdisk proc"] = (Ramdisk("/proc/x"), "/proc belongs to the kernel"),
        ["ramdisk dev"] = (Ramdisk("/dev"), "/dev belongs to the kernel"),
        ["ramdisk mode"] = (Ramdisk("/r", mode: "1788"), "has the mode '1788'"),
        ["ramdisk mode long"] = (Ramdisk("/r", mode: "01777"), "has the mode '01777'"),
        ["ramdisk same"] = (
            With(group => group with { Ramdisks = [new("/r", 4096), new("/r", 8192)] }), "'/r' is given 2 times"),
        ["ramdisks many"] = (
            With(group => group with
            {
                Ramdisks = [.. Enumerable.Range(0, 17).Select(i => new RamdiskSpec($"/r{i}", 4096))],
            }),
            "17 ramdisks per worker"),
        ["environment empty"] = (Environment(""), "Environment name '' of group 'worker'"),
        ["environment equals"] = (Environment("A=B"), "Environment name 'A=B'"),
        ["environment newline"] = (Environment("A\n"), "Environment name 'A\uFFFD'"),
        ["environment nul"] = (Environment("A", "x\0y"), "variable 'A' of group 'worker' holds a NUL"),
        ["command empty word"] = (Command("", "x"), "begins with an empty word"),
        ["command nul"] = (Command("a", "b\0"), "Word 2 of the command of group 'worker' holds a NUL"),
        ["command braces"] = (
            Command("a", "{oops"), "The braces in word 2 of the command of group 'worker' don't pair"),
        ["command unknown"] = (
            Command("--at={worker.indx}"),
            "Placeholder {worker.indx} in word 1 of the command of group 'worker' is unknown; the 24 known here are "
                + "{worker.index}, {worker.number}, {worker.name}"),
        ["command nearest"] = (Command("{worker.indx}"), "Did you mean {worker.index}?"),
        ["command port"] = (Command("{ports.rpc}"), "{ports.data}, {ports.web}"),
        ["command no ramdisk"] = (
            With(group => group with { Ramdisks = [], Command = ["{ramdisk.path}"] }), "{ramdisk.path} in word 1"),
        ["environment unknown"] = (Environment("A", "{worker.ip}"), "in environment variable 'A' of group 'worker'"),
        ["master port 0"] = (Master(master => master with { Port = 0 }), "The master's port is 0"),
        ["master port over"] = (Master(master => master with { Port = 65536 }), "The master's port is 65536"),
        ["master no command"] = (Master(master => master with { Command = [] }), "The master's command has 0 words"),
        ["master worker placeholder"] = (
            Master(master => master with { Command = ["{worker.name}"] }), "the 9 known here are {master.host}"),
        ["master environment"] = (
            Master(master => master with { Environment = new Dictionary<string, string> { [""] = "" } }),
            "Environment name '' of the master"),
        ["master ready"] = (
            Master(master => master with { Ready = new HttpProbeSpec(null, "x y") }),
            "The ready path of the master is 'x y'"),
        ["master metrics"] = (Master(master => master with { MetricsPath = "" }), "The master's metrics path is ''"),
        ["host empty"] = (External(""), "The master's host is ''"),
        ["host url"] = (External("http://x"), "The master's host is 'http://x'"),
        ["host loopback"] = (External("127.0.0.1"), "0 workers would reach the master"),
        ["host localhost"] = (External("LOCALHOST"), "0 workers would reach the master"),
        ["host's output"] = (External("192.0.2.7", new LogProbeSpec("up")), "its output matches 'up'"),
        ["host's path"] = (
            External("192.0.2.7", new HttpProbeSpec(null, "x y")), "The ready path of the master is 'x y'"),
        ["registered path"] = (
            Registered(value => value with { Query = new HttpQuerySpec("workers") }),
            "registered workers is 'workers'"),
        ["registered match"] = (
            Registered(value => value with { Match = "{node.host}" }),
            "the registered workers' match for group 'worker'"),
        ["runtime blank"] = (Samples.Spec() with { Runtime = " " }, "Runtime ' ' has no name"),
        ["spec long"] = (Environment("A", new string('x', 1_000_000)), "a label, which holds 1000000"),
    };
}
