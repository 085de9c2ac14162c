using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Tests.Planning;

/// <summary>Makes specs and machines, most of which can be planned, from a size-independent distribution.</summary>
internal static class SpecGenerator
{
    private static readonly string[] PortNames = ["data", "web", "rpc", "gossip"];

    public static Gen<ClusterSpec> Specs { get; } =
        from name in Names
        from groups in Gen.Choose(1, 3)
        from first in Group("worker")
        from second in Group("storage")
        from third in Group("compute-2")
        from range in Ranges
        from expose in Gen.Elements(Exposure.Auto, Exposure.Direct, Exposure.Published)
        from shim in Gen.Elements(ShimSharing.Worker, ShimSharing.Node)
        from strict in Gen.Elements(false, true)
        from external in Gen.Elements(false, true)
        from seed in Gen.Choose(0, int.MaxValue)
        select new ClusterSpec
        {
            Name = name,
            Groups = new[] { first, second, third }[..groups],
            Ports = range,
            Expose = expose,
            Shim = shim,
            StrictMemory = strict,
            Seed = seed,
            Master = external
                ? new ExternalMasterSpec { Host = "192.0.2.7", Port = 19998 }
                : new ProcessMasterSpec { Command = ["/opt/master", "{network.gateway}", "{run.id}"], Port = 19998 },
        };

    public static Gen<HostFacts> Facts { get; } =
        from gibibytes in Gen.Elements(4, 24, 512, 4096, 65536)
        from isLocal in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from subnets in Gen.Frequency((9, Gen.Choose(0, 127)), (1, Gen.Choose(128, 130)))
        from portsFrom in Gen.Choose(19_900, 32_000)
        from portsCount in Gen.Elements(0, 0, 1, 7, 300)
        from neighbours in Gen.Elements<int?>(null, 1024, 16384)
        select new HostFacts
        {
            Engine = Samples.Engine with { IsLocal = isLocal },
            MemoryAvailableBytes = (long)gibibytes << 30,
            SubnetsInUse =
                [.. Enumerable.Range(0, subnets).Select(i => new Ipv4Network(0xC612_0000, 15).Subnet(22, i % 128))],
            PortsInUse = new HashSet<int>(Enumerable.Range(portsFrom, portsCount)),
            NeighbourTableMax = neighbours,
        };

    /// <summary>Pairs of both.</summary>
    public static Arbitrary<(ClusterSpec Spec, HostFacts Facts)> Cases { get; } =
        (from spec in Specs from facts in Facts select (spec, facts)).ToArbitrary();

    private static Gen<string> Names =>
        from length in Gen.Choose(1, 40)
        from letters in Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789".ToCharArray()).ArrayOf(length)
        select new string(letters);

    private static Gen<PortRange> Ranges =>
        from first in Gen.Elements(1024, 11000, 20000, 31000, 61000)
        from count in Gen.Frequency((1, Gen.Choose(1, 100)), (2, Gen.Choose(101, 1500)), (3, Gen.Constant(4000)))
        select new PortRange(first, Math.Min(first + count - 1, first < 32768 ? 32767 : 65535));

    private static Gen<WorkerGroupSpec> Group(string name) =>
        from count in Gen.Frequency((20, Gen.Choose(1, 200)), (2, Gen.Choose(201, 2000)), (1, Gen.Choose(-1, 0)))
        from perNode in Gen.Elements<int?>(null, null, 1, 2, 7, 100, 250)
        from ports in Gen.Choose(0, 4)
        from ramdisks in Gen.Choose(0, 2)
        from memory in Gen.Elements(6, 32, 64, 256)
        from idle in Gen.Elements<long?>(null, 6_200_000)
        select new WorkerGroupSpec
        {
            Name = name,
            Count = count,
            PerNode = perNode,
            Image = "scalesim/worker",
            Ports = [.. PortNames[..ports].Select(PortSpec.FromName)],
            Ramdisks = [.. Enumerable.Range(0, ramdisks).Select(i => new RamdiskSpec($"/mnt/ramdisk{i}", 16L << 20))],
            MemoryBytes = (long)memory << 20,
            IdleMemoryBytes = idle,
            Command = ["/worker", "{node.ip}", "{worker.index}"],
        };
}
