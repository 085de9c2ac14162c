using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Tests.Planning;

/// <summary>What workers of one node can't differ in, and what follows for packing and ports.</summary>
public sealed class OwnNodeTests
{
    private static readonly WorkerGroupSpec Fixed =
        Samples.Group(3) with { Ports = ["web", new PortSpec("rpc", 20000), new PortSpec("low", 80)] };

    [Fact]
    public void Plan_GivesEachWorkerANode_WhereAPortIsFixed()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(Fixed));

        Assert.All(plan.Nodes, node => Assert.True(node.IsWorker));
        Assert.All(plan.Workers, worker => Assert.Equal(
            [new NamedPort("web", 20001), new NamedPort("rpc", 20000), new NamedPort("low", 80)], worker.Ports));
    }

    [Fact]
    public void Plan_PacksTheOtherGroups_BesideOneThatNeedsItsNodes()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(Fixed, Samples.Group(250, "packed")));

        Assert.Equal(3 + 3, plan.Nodes.Count);
        Assert.Equal([1, 1, 1, 100, 100, 50], plan.Nodes.Select(node => node.WorkerCount));
    }

    [Fact]
    public void Plan_NamesTheKeys_WhereFixedPortsMakeMoreNodesThanABridgeCarries()
    {
        PlanError error = Assert.Single(Samples.Errors(Samples.Spec(Fixed with { Count = 901 })));

        Assert.Contains("901 nodes", error.Message, StringComparison.Ordinal);
        Assert.Contains("Lower the count of 'worker'", error.Message, StringComparison.Ordinal);
        Assert.Contains("fixed ports", error.Message, StringComparison.Ordinal);
        ErrorShape.AssertThreeParts(error);
    }

    [Fact]
    public void Plan_NeedsNoRange_ForFixedPorts()
    {
        WorkerGroupSpec group = Samples.Group(400) with { Ports = [new PortSpec("a", 7000), new PortSpec("b", 7001)] };

        ClusterPlan plan = Samples.Plan(Samples.Spec(group) with { Ports = new PortRange(20000, 20000) });

        Assert.Equal([7000, 7001], plan.Workers[399].Ports.Select(port => port.Number));
    }

    [Fact]
    public void Plan_RefusesAFixedPort_ThatMoreThanOneWorkerWouldPublish()
    {
        ClusterSpec spec = Samples.Spec(
            Samples.Group(1, "a") with { Ports = [new PortSpec("rpc", 9000)] },
            Samples.Group(1, "b") with { Ports = [new PortSpec("web", 9000)] }) with { Expose = Exposure.Published };

        PlanError error = Assert.Single(Samples.Errors(spec));

        Assert.Contains(
            "Port 9000 (a.rpc, b.web) would be published by 2 workers", error.Message, StringComparison.Ordinal);
        Assert.False(error.OnThisMachine);
        ErrorShape.AssertThreeParts(error);
    }

    [Fact]
    public void Plan_RefusesAFixedPort_ThatTheHostUses_WherePublished()
    {
        ClusterSpec spec = Samples.Spec(Samples.Group(1) with { Ports = [new PortSpec("rpc", 9000)] });
        HostFacts facts = Samples.Facts with { PortsInUse = new HashSet<int> { 9000 } };

        PlanError error = Assert.Single(Samples.Errors(spec with { Expose = Exposure.Published }, facts));

        Assert.Contains("Port 9000 (worker.rpc)", error.Message, StringComparison.Ordinal);
        Assert.True(error.OnThisMachine);
        Assert.Single(Samples.Plan(spec, facts).Workers);
    }

    [Fact]
    public void Plan_PassesFixedPortsOver_WhenItGivesOthersOut()
    {
        ClusterSpec spec = Samples.Spec(
            Samples.Group(1, "a") with { Ports = [new PortSpec("rpc", 20001), "web"] },
            Samples.Group(3, "b")) with { Expose = Exposure.Published };

        ClusterPlan plan = Samples.Plan(spec);

        Assert.Equal([20001, 20000, 20002, 20003, 20004, 20005, 20006, 20007],
            plan.Workers.SelectMany(worker => worker.Ports).Select(port => port.Number));
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void Plan_GivesHostnames_AndMakesThemAliases()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(Samples.Group(2) with { Hostname = "rack-{worker.number:00}" }));

        Assert.Equal(["rack-01", "rack-02"], plan.Workers.Select(worker => worker.Hostname));
        Assert.Contains("rack-02", plan.Nodes[1].Aliases);
        Assert.Contains("rack-02.demo.scalesim.internal", plan.Nodes[1].Aliases);
    }

    [Fact]
    public void Plan_KeepsANodeOfItsOwn_ForALoneWorkerWithARate()
    {
        WorkerGroupSpec group = Samples.Group(2) with { PerNode = 1, Network = new NetworkLimitSpec(1_000_000) };

        ClusterPlan plan = Samples.Plan(Samples.Spec(group));

        Assert.All(plan.Nodes, node => Assert.False(node.IsWorker));
        Assert.Equal(["node-001", "node-002"], plan.Nodes.Select(node => node.Name));
    }

    [Fact]
    public void Plan_RefusesARate_WhereTheEngineCantBound()
    {
        ClusterSpec spec = Samples.Spec(Samples.Group(2) with { Network = new NetworkLimitSpec(100_000_000) });
        HostFacts facts = Samples.Facts with { Engine = Samples.Engine with { NoNetworkRate = "it takes root" } };

        PlanError error = Assert.Single(Samples.Errors(spec, facts));

        Assert.Contains("100 Mbit/s; it takes root.", error.Message, StringComparison.Ordinal);
        Assert.True(error.OnThisMachine);
        ErrorShape.AssertThreeParts(error);
    }

    [Fact]
    public void Plan_RefusesTimerSlack_WhereTheEngineCantSetIt()
    {
        ClusterSpec spec = Samples.Spec(Samples.Group(2) with { TimerSlack = TimeSpan.FromMilliseconds(20) });
        HostFacts facts = Samples.Facts with { Engine = Samples.Engine with { NoTimerSlack = "it takes root" } };

        PlanError error = Assert.Single(Samples.Errors(spec, facts));

        Assert.Contains("20 ms; it takes root.", error.Message, StringComparison.Ordinal);
        Assert.True(error.OnThisMachine);
        ErrorShape.AssertThreeParts(error);
    }

    [Fact]
    public void Plan_ChargesShmToTheLimit_AndShowsTheSum()
    {
        ClusterSpec spec = Samples.Spec(Samples.Group(100) with { ShmSizeBytes = 4 << 20, IdleMemoryBytes = 1 << 20 });
        HostFacts facts = Samples.Facts with { MemoryAvailableBytes = 2L << 30 };

        ClusterPlan plan = Samples.Plan(spec, facts);

        Assert.Equal((32L + 16 + 4 + 8) << 20, plan.Workers[0].MemoryLimitBytes);
        Assert.Contains(
            plan.Warnings,
            warning => warning.Contains(
                "100 × (memory 32 MiB + ramdisks 16 MiB + /dev/shm 4 MiB + 8 MiB)", StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_NamesIdleMemory_WhereNobodyHasMeasuredTheProgram()
    {
        HostFacts facts = Samples.Facts with { MemoryAvailableBytes = 1L << 30 };

        PlanError error = Assert.Single(Samples.Errors(Samples.Spec(100), facts));

        Assert.Contains("set idleMemory", error.Message, StringComparison.Ordinal);
        ErrorShape.AssertThreeParts(error);
    }
}
