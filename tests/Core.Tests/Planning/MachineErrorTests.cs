using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Planning;

/// <summary>What is wrong on this machine only: each case has one obstacle, and exactly one error says so.</summary>
public sealed class MachineErrorTests
{
    private static readonly ExternalMasterSpec Elsewhere = new() { Host = "192.0.2.7", Port = 19998 };

    public static TheoryData<string, string> Cases()
    {
        TheoryData<string, string> data = [];
        foreach ((string name, (_, _, string message)) in Obstacles)
        {
            data.Add(name, message);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plan_RefusesWithOneError_ThatNamesTheObstacle(string obstacle, string message)
    {
        (ClusterSpec spec, HostFacts facts, _) = Obstacles[obstacle];

        PlanError error = Assert.Single(Samples.Errors(spec, facts));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.True(error.OnThisMachine, error.Message);
        Assert.True(new PlanException([error]).OnThisMachine);
        ErrorShape.AssertThreeParts(error);
    }

    [Fact]
    public void Plan_FitsAfterTheAdvice_WhenMemoryWasTooSmall()
    {
        HostFacts facts = Memory(1L << 30);
        PlanError error = Assert.Single(Samples.Errors(Samples.Spec(100), facts));
        int advised = int.Parse(error.Message.Split("--workers to ")[1].Split(' ')[0]);

        Assert.Equal(advised, Samples.Plan(Samples.Spec(advised), facts).Workers.Count);
        Assert.InRange(advised, 20, 99);
    }

    private static HostFacts Memory(long bytes) => Samples.Facts with { MemoryAvailableBytes = bytes };

    private static HostFacts Remote { get; } =
        Samples.Facts with { Engine = Samples.Engine with { IsLocal = false } };

    private static HostFacts Old { get; } = Samples.Facts with
    {
        Engine = Samples.Engine with { Version = "20.10.24", ApiVersion = new Version(1, 41), Runtimes = ["runc"] },
    };

    private static HashSet<int> InUse(int first, int count) => [.. Enumerable.Range(first, count)];

    private static Dictionary<string, (ClusterSpec Spec, HostFacts Facts, string Message)> Obstacles { get; } = new()
    {
        ["idle"] = (
            Samples.Spec(100),
            Memory(1L << 30),
            "100 idle workers need 3.6 GiB (100 × 36.4 MiB + 1 nodes × 4.4 MiB); this machine has 1 GiB of memory "
                + "available; nobody said what an idle worker of 'worker' takes, so all of its memory is counted: if "
                + "it is less, set idleMemory. Lower --workers to 28 or less, lower --memory, or free memory."),
        ["idle below one"] = (
            Samples.Spec(1), Memory(20L << 20), "Lower --memory, free memory, or use a larger machine."),
        ["full strict"] = (
            Samples.Spec(10) with { StrictMemory = true }, Memory(500L << 20), "or leave --strict-memory away."),
        ["ramdisk"] = (
            Samples.Spec(Samples.Group(1) with { Ramdisks = [new RamdiskSpec("/r", 2L << 30)] }),
            Memory(1L << 30),
            "Ramdisk '/r' of group 'worker' has 2 GiB; this machine has 1 GiB of memory available"),
        ["cpus"] = (
            Samples.Spec(Samples.Group() with { Cpus = 8.5 }),
            Samples.Facts,
            "a limit of 8.5 cores; the engine's machine has 8"),
        ["neighbours"] = (
            Samples.Spec(Samples.Group(481) with { PerNode = 1 }),
            Samples.Facts with { NeighbourTableMax = 1024 },
            "481 nodes need 1026 places in the kernel's neighbour table (2 for each node and 64 for the rest of the "
                + "machine); it holds 1024. Pack more workers on a node with --workers-per-node 2 or more, or raise it "
                + "with: sysctl -w net.ipv4.neigh.default.gc_thresh3=2048."),
        ["neighbours none"] = (
            Samples.Spec(), Samples.Facts with { NeighbourTableMax = 64 }, "it holds 64. Raise it with"),
        ["subnets"] = (
            Samples.Spec(),
            Samples.Facts with { SubnetsInUse = [new Ipv4Network(0xC612_0000, 15)] },
            "All 128 subnets of 198.18.0.0/15 are in use"),
        ["direct remote"] = (
            Samples.Spec() with { Expose = Exposure.Direct, Master = Elsewhere }, Remote, "Use --expose published."),
        ["master remote"] = (Samples.Spec(), Remote, "give --master host:port."),
        ["runtime"] = (
            Samples.Spec() with { Runtime = "crun" },
            Old,
            "Runtime 'crun' is unknown to the engine (docker 20.10.24); its 1 runtimes are: runc. Install crun"),
        ["shim"] = (
            Samples.Spec() with { Shim = ShimSharing.Node },
            Old,
            "API 1.41; sharing a shim needs API 1.43 (Engine 24)"),
        ["ports in use"] = (
            Samples.Spec(50) with { Expose = Exposure.Published, Ports = new PortRange(20000, 20099) },
            Samples.Facts with { PortsInUse = InUse(20050, 3) },
            "Port range 20000-20099 has 100 ports, 3 of them in use; the plan needs 100. "
                + "Widen it with --ports 20000-20999 or lower --workers."),
        ["ports in use around"] = (
            Samples.Spec(50) with { Expose = Exposure.Published, Ports = new PortRange(20000, 20099) },
            Samples.Facts with { PortsInUse = InUse(20050, 905) },
            "Widen it with --ports 20000-21999 or"),
        ["ports ephemeral here"] = (
            Samples.Spec() with { Expose = Exposure.Published },
            Samples.Facts with { EphemeralPorts = new PortRange(10000, 65535) },
            "Port range 20000-31999 overlaps 10000-65535 on this machine"),
    };
}
