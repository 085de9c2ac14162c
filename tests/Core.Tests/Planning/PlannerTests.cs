using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;

namespace ScaleSim.Core.Tests.Planning;

public sealed class PlannerTests
{
    [Fact]
    public void Plan_DecidesEveryDetail_ForASmallCluster()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(Samples.Group(5) with { PerNode = 2 }));

        Assert.Equal("demo.scalesim.internal", plan.Network.Name);
        Assert.Matches("^ss-[0-9a-f]{8}$", plan.Network.Bridge);
        Assert.Equal(plan.Network.Subnet.AddressAt(1), plan.Network.Gateway);
        Assert.Equal("master.demo.scalesim.internal", plan.Master.Name);
        Assert.Equal(["/opt/master", $"--listen={plan.Network.Gateway}"], plan.Master.Command);
        Assert.Equal(["node-001", "node-002", "node-003"], plan.Nodes.Select(node => node.Name));
        Assert.Equal([2, 2, 1], plan.Nodes.Select(node => node.WorkerCount));
        Assert.Equal([1, 3, 5], plan.Nodes.Select(node => node.FirstWorker));
        WorkerPlan worker = plan.Workers[3];
        Assert.Equal("worker-0004", worker.Name);
        Assert.Equal("worker-0004.demo.scalesim.internal", worker.FullName);
        Assert.Equal("demo-worker-0004", worker.ContainerName);
        Assert.Equal(2, worker.Node);
        Assert.Equal([new NamedPort("data", 20002), new NamedPort("web", 20003)], worker.Ports);
        Assert.Equal((32L + 16 + 8) << 20, worker.MemoryLimitBytes);
        Assert.Equal(plan.Network.Subnet.AddressAt(3), plan.NodeOf(worker).Address);
        Assert.Equal([3, 4], plan.WorkersOn(plan.Nodes[1]).Select(found => found.Index));
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void Plan_NamesAllSlotsOfANode_WhetherUsedOrNot()
    {
        NodePlan node = Samples.Plan(Samples.Spec(Samples.Group(5) with { PerNode = 4 })).Nodes[1];

        Assert.Equal(1, node.WorkerCount);
        Assert.Equal(4, node.Slots);
        string[] names = ["node-002", "worker-0005", "worker-0006", "worker-0007", "worker-0008"];
        Assert.Equal(names.SelectMany(name => new[] { name, $"{name}.demo.scalesim.internal" }), node.Aliases);
    }

    [Fact]
    public void Plan_MakesTheWorkerItsNode_WithOnePerNode()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(Samples.Group(3) with { PerNode = 1 }));

        NodePlan node = plan.Nodes[1];
        Assert.True(node.IsWorker);
        Assert.Equal("worker-0002", node.Name);
        Assert.Equal("worker-0002.demo.scalesim.internal", node.FullName);
        Assert.Equal(plan.Workers[1].ContainerName, node.ContainerName);
        Assert.Equal(
            ["node-002", "node-002.demo.scalesim.internal", "worker-0002", "worker-0002.demo.scalesim.internal"],
            node.Aliases);
        Assert.Equal([20000, 20001], plan.Workers[2].Ports.Select(port => port.Number));
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(90_000, 100)]
    [InlineData(90_001, 101)]
    [InlineData(100_000, 112)]
    public void Plan_PacksAHundredOrWhatOneBridgeNeeds_WhenNobodySays(int workers, int slots)
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(workers));

        Assert.Equal(slots, plan.Nodes[0].Slots);
        Assert.True(plan.Nodes.Count <= Planner.NodesPerBridgeMax);
        Assert.Equal(workers, plan.Workers.Count);
    }

    [Fact]
    public void Plan_CountsAllGroups_AgainstOneBridge()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(
            Samples.Group(50_000, "a"), Samples.Group(49_000, "b"), Samples.Group(400, "c") with { PerNode = 1 }));

        Assert.Equal([199, 199, 1], plan.Nodes.GroupBy(node => plan.Workers[node.FirstWorker - 1].Group.Name)
            .Select(group => group.First().Slots));
        Assert.InRange(plan.Nodes.Count, 800, 900);
    }

    [Fact]
    public void Plan_KeepsGroupsOnNodesOfTheirOwn_AndNumbersEach()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(
            Samples.Group(3, "storage") with { PerNode = 2 }, Samples.Group(2, "compute") with { PerNode = 2 }));

        Assert.Equal(
            ["storage-0001", "storage-0002", "storage-0003", "compute-0001", "compute-0002"],
            plan.Workers.Select(worker => worker.Name));
        Assert.Equal([1, 1, 2, 3, 3], plan.Workers.Select(worker => worker.Node));
        Assert.Equal([1, 2, 3, 4, 5], plan.Workers.Select(worker => worker.Index));
    }

    [Fact]
    public void Plan_GivesNoFreeSlot_ThatItsPortsWouldNotFit()
    {
        ClusterSpec spec = Samples.Spec(10) with { Ports = new PortRange(20000, 20024) };

        Assert.Equal(12, Samples.Plan(spec).Nodes[0].Slots);
    }

    [Fact]
    public void Plan_PublishesUniquePortsInOrder_AndGivesNoFreeSlots()
    {
        ClusterSpec spec = Samples.Spec(Samples.Group(5) with { PerNode = 2 }) with { Expose = Exposure.Published };

        ClusterPlan plan = Samples.Plan(spec);

        Assert.Equal(
            Enumerable.Range(20000, 10),
            plan.Workers.SelectMany(worker => worker.Ports).Select(port => port.Number));
        Assert.Equal([2, 2, 1], plan.Nodes.Select(node => node.Slots));
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void Plan_MovesOnlyThePublishedPortsInUse_AndSaysSo()
    {
        ClusterSpec spec = Samples.Spec(5) with { Expose = Exposure.Published };
        HostFacts facts = Samples.Facts with
        {
            PortsInUse = new HashSet<int> { 20003, 20010 },
            Engine = Samples.Engine with { PublishedPorts = [20006] },
        };

        ClusterPlan plan = Samples.Plan(spec, facts);

        Assert.Equal(
            [20000, 20001, 20002, 20011, 20004, 20005, 20012, 20007, 20008, 20009],
            plan.Workers.SelectMany(worker => worker.Ports).Select(port => port.Number));
        string warning = Assert.Single(plan.Warnings);
        Assert.StartsWith("2 ports are not the usual ones", warning, StringComparison.Ordinal);
        Assert.Contains("20011 stands for 20003", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_IgnoresPortsInUse_WhenDirect()
    {
        HostFacts facts = Samples.Facts with { PortsInUse = new HashSet<int>(Enumerable.Range(20000, 1000)) };

        ClusterPlan plan = Samples.Plan(Samples.Spec(), facts);

        Assert.Equal(20000, plan.Workers[0].PortOf("data"));
        Assert.Empty(plan.Warnings);
    }

    [Theory]
    [InlineData(Exposure.Auto, true, Exposure.Direct)]
    [InlineData(Exposure.Auto, false, Exposure.Published)]
    [InlineData(Exposure.Published, true, Exposure.Published)]
    [InlineData(Exposure.Direct, true, Exposure.Direct)]
    public void Plan_ExposesAsTheEngineAllows(Exposure asked, bool isLocal, Exposure expected)
    {
        ClusterSpec spec = Samples.Spec() with
        {
            Expose = asked,
            Master = new ExternalMasterSpec { Host = "192.0.2.7", Port = 19998 },
        };
        HostFacts facts = Samples.Facts with { Engine = Samples.Engine with { IsLocal = isLocal } };

        Assert.Equal(expected, Samples.Plan(spec, facts).Expose);
    }

    [Fact]
    public void Plan_TakesTheNextFreeSubnet_WhenTheUsualOneIsInUse()
    {
        Ipv4Network usual = Samples.Plan(Samples.Spec()).Network.Subnet;
        Ipv4Network half = new(0xC612_0000, 16);
        Ipv4Network otherHalf = new(0xC613_0000, 16);

        Ipv4Network next = Samples.Plan(
            Samples.Spec(), Samples.Facts with { SubnetsInUse = [usual] }).Network.Subnet;
        Ipv4Network far = Samples.Plan(
            Samples.Spec(), Samples.Facts with { SubnetsInUse = [half] }).Network.Subnet;

        Assert.Equal(22, usual.PrefixLength);
        Assert.True(new Ipv4Network(0xC612_0000, 15).Overlaps(usual));
        Assert.NotEqual(usual, next);
        Assert.True(otherHalf.Overlaps(far));
        Assert.False(half.Overlaps(far));
    }

    [Fact]
    public void Plan_GivesClustersDifferentSubnets_MoreOftenThanNot()
    {
        IEnumerable<Ipv4Network> subnets = Enumerable.Range(0, 60)
            .Select(i => Samples.Plan(Samples.Spec(1) with { Name = $"nightly-{i}" }).Network.Subnet);

        Assert.InRange(subnets.Distinct().Count(), 35, 60);
    }

    [Fact]
    public void Plan_RendersHowAnExternalMasterIsLookedAt()
    {
        ClusterSpec spec = Samples.Spec() with
        {
            Master = new ExternalMasterSpec
            {
                Host = "master.example", Port = 9000, Ready = new ExecProbeSpec(["ask", "{master.host}:{master.port}"]),
            },
        };

        var look = Assert.IsType<ExecProbeSpec>(Samples.Plan(spec).Master.Ready);

        Assert.Equal(["ask", "master.example:9000"], look.Command);
    }

    [Fact]
    public void Plan_PointsWorkersAtAnExternalMaster_AndStartsNone()
    {
        ClusterSpec spec = Samples.Spec() with
        {
            Master = new ExternalMasterSpec { Host = "master.example", Port = 9000 },
        };

        MasterPlan master = Samples.Plan(spec).Master;

        Assert.Equal("master.example:9000", master.Endpoint);
        Assert.Empty(master.Command);
    }

    [Fact]
    public void Plan_AddsUpMemory_IdleAndFull()
    {
        WorkerGroupSpec group = Samples.Group(10) with { PerNode = 5, IdleMemoryBytes = 6_200_000 };

        MemoryPlan memory = Samples.Plan(Samples.Spec(group)).Memory;
        MemoryPlan shared = Samples.Plan(Samples.Spec(group) with { Shim = ShimSharing.Node }).Memory;
        MemoryPlan own = Samples.Plan(Samples.Spec(group with { PerNode = 1 }) with { Shim = ShimSharing.Node }).Memory;

        Assert.Equal((10 * (6_200_000 + 4_600_000)) + (2 * 4_600_000), memory.IdleBytes);
        Assert.Equal((10 * ((56L << 20) + 4_600_000)) + (2 * 4_600_000), memory.FullBytes);
        Assert.Equal((10 * (6_200_000 + 700_000)) + (2 * 4_600_000), shared.IdleBytes);
        Assert.Equal(10 * (6_200_000 + 4_600_000), own.IdleBytes);
    }

    [Fact]
    public void Plan_CountsAllMemory_OfAProgramThatNobodyMeasured()
    {
        MemoryPlan memory = Samples.Plan(Samples.Spec(10)).Memory;

        Assert.Equal((10 * ((32L << 20) + 4_600_000)) + 4_600_000, memory.IdleBytes);
    }

    [Fact]
    public void Plan_Warns_WhenEveryLimitReachedWouldNotFit()
    {
        HostFacts facts = Samples.Facts with { MemoryAvailableBytes = 500L << 20 };

        string warning = Assert.Single(Samples.Plan(Samples.Spec(10), facts).Warnings);

        Assert.Equal(
            "With every limit reached, 10 workers would take 608.3 MiB (10 × (memory 32 MiB + ramdisks 16 MiB + 8 MiB)"
            + ", and what the containers themselves cost); this machine has 500 MiB of memory available. Idle they "
            + "take 368.3 MiB, which fits.",
            warning);
    }

    [Fact]
    public void Plan_WarnsOfAMesh_ThatTheNeighbourTableCouldNotHold()
    {
        HostFacts facts = Samples.Facts with { NeighbourTableMax = 1024 };

        Assert.Empty(Samples.Plan(Samples.Spec(3000), facts).Warnings);
        string warning = Assert.Single(Samples.Plan(Samples.Spec(5000), facts).Warnings);
        Assert.Contains("all 50 nodes", warning, StringComparison.Ordinal);
        Assert.Contains("gc_thresh3=4096", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_AcceptsWhatFitsExactly_InTheNeighbourTable()
    {
        ClusterSpec spec = Samples.Spec(Samples.Group(480) with { PerNode = 1 });

        Assert.Equal(480, Samples.Plan(spec, Samples.Facts with { NeighbourTableMax = 1024 }).Nodes.Count);
    }

    [Fact]
    public void Plan_NeverHandsOutTheGateway()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(Samples.Group(900) with { PerNode = 1 }));

        Assert.All(plan.Nodes, node => Assert.True(plan.Network.Subnet.Contains(node.Address)));
        Assert.DoesNotContain(plan.Nodes, node => node.Address.Equals(plan.Network.Gateway));
    }
}
