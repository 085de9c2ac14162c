using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Tests.Planning;

public sealed class ScalePlannerTests
{
    private static readonly ClusterSpec OfTwoGroups = Samples.Spec(
        Samples.Group(3) with { PerNode = 2 }, Samples.Group(2, "pi4") with { PerNode = 2 });

    [Fact]
    public void Plan_FillsFreeSlots_ThenOpensNodes()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(Samples.Group(3) with { PerNode = 2 }));

        ScalePlan scale = Scale(LiveStates.Of(plan), ("worker", 6));

        Assert.Equal([4, 5, 6], scale.Added.Workers.Select(worker => worker.Index));
        Assert.Equal([2, 3, 3], scale.Added.Workers.Select(worker => worker.Node));
        Assert.Equal([20002, 20000, 20002], scale.Added.Workers.Select(worker => worker.PortOf("data")));
        Assert.Empty(scale.RemovedWorkers);
        Assert.Equal("worker-0005", Assert.Single(scale.Target.Nodes, node => node.Index == 3).Aliases[2]);
        Assert.Equal(1, scale.Change);
    }

    [Fact]
    public void Plan_RemovesTheHighest_AndNodesWithTheirLastWorker()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(Samples.Group(5) with { PerNode = 2 }));

        ScalePlan scale = Scale(LiveStates.Of(plan), ("worker", 2));

        Assert.Equal([5, 4, 3], scale.RemovedWorkers.Select(worker => worker.Index));
        Assert.Equal([3, 2], scale.RemovedNodes.Select(node => node.Index));
        Assert.Empty(scale.Added.Workers);
        Assert.Equal([1, 2], scale.Target.Workers.Select(worker => worker.Index));
    }

    [Fact]
    public void Plan_RenumbersNobody_WhenAGroupBeforeThemGrows()
    {
        ClusterPlan plan = Samples.Plan(OfTwoGroups);

        ScalePlan scale = Scale(LiveStates.Of(plan), ("worker", 5));

        Assert.Equal([("worker-0004", 6), ("worker-0005", 8)], NamesOf(scale.Added));
        Assert.Equal(
            plan.Workers.Select(worker => (worker.Name, worker.Index, worker.Node)),
            scale.Target.Workers.Take(5).Select(worker => (worker.Name, worker.Index, worker.Node)));
        // Node 3 is the other group's: the first addition of the first group has the number after it.
        Assert.Equal([2, 4], scale.Added.Workers.Select(worker => worker.Node));
    }

    [Fact]
    public void Plan_GivesTheSameIndexes_WhateverTheOrderOfTheChanges()
    {
        ClusterState one = Apply(Apply(LiveStates.Of(Samples.Plan(OfTwoGroups)), ("worker", 4)), ("pi4", 4));
        ClusterState other = Apply(Apply(LiveStates.Of(Samples.Plan(OfTwoGroups)), ("pi4", 4)), ("worker", 4));

        Assert.Equal(
            one.Workers.Select(worker => (worker.Index, worker.Name, worker.Node)),
            other.Workers.Select(worker => (worker.Index, worker.Name, worker.Node)));
    }

    [Fact]
    public void Plan_LeavesNothingToDo_WhenTheSizeIsThere()
    {
        ClusterPlan plan = Samples.Plan(OfTwoGroups);

        Assert.True(Scale(LiveStates.Of(plan), ("worker", 3), ("pi4", 2)).ChangesNothing);
    }

    [Fact]
    public void Plan_OpensNodes_WherePortsArePublished()
    {
        ClusterPlan plan = Published(5);

        ScalePlan scale = Scale(LiveStates.Of(plan), ("worker", 8));

        Assert.Equal([3, 3, 3], scale.Added.Workers.Select(worker => worker.Node));
        Assert.Equal(
            Enumerable.Range(20010, 6),
            scale.Added.Workers.SelectMany(worker => worker.Ports.Select(port => port.Number)));
        Assert.Equal(3, scale.Target.FindNode(3)!.Slots);
    }

    [Fact]
    public void Plan_TakesNoPublishedPort_ThatSomebodyHas()
    {
        HostFacts facts = Samples.Facts with { PortsInUse = new HashSet<int> { 20010, 20013 } };

        ScalePlan scale = Scale(LiveStates.Of(Published(5)), facts, ("worker", 6));

        Assert.Equal([20011, 20012], scale.Added.Workers[0].Ports.Select(port => port.Number));
    }

    [Fact]
    public void Plan_GivesAPublishedSlotItsPortsAgain()
    {
        ClusterPlan plan = Published(6);
        ClusterState fewer = Apply(LiveStates.Of(plan), ("worker", 4));
        ClusterState live = fewer with { Nodes = LiveStates.Of(plan).Nodes };

        ScalePlan scale = Scale(live, ("worker", 6));

        Assert.Equal(plan.Workers.Select(PortsOf), scale.Target.Workers.Select(PortsOf));
    }

    [Fact]
    public void Plan_AddsWhatSomebodyRemoved()
    {
        ClusterPlan plan = Samples.Plan(OfTwoGroups);
        ClusterState live = LiveStates.Of(plan);
        live = live with { Workers = [.. live.Workers.Where(worker => worker.Index is not (2 or 4))] };

        ScalePlan scale = Scale(live, ("worker", 3));

        Assert.Equal([("worker-0002", 2), ("pi4-0001", 4)], NamesOf(scale.Added));
    }

    [Fact]
    public void Plan_ReplacesANodeThatHasEnded_AndItsWorkers()
    {
        ClusterState live = LiveStates.Of(Samples.Plan(OfTwoGroups));
        live = live with
        {
            Nodes = [.. live.Nodes.Select(node => node.Index == 1
                ? node with { Status = ContainerStatus.Exited }
                : node)],
        };

        ScalePlan scale = Scale(live, ("worker", 3));

        Assert.Equal([2, 1], scale.RemovedWorkers.Select(worker => worker.Index));
        Assert.Equal([1], scale.RemovedNodes.Select(node => node.Index));
        Assert.Equal([1, 2], scale.Added.Workers.Select(worker => worker.Index));
    }

    [Fact]
    public void Plan_LeavesADeadWorkerAlone_ThatIsItsOwnNode()
    {
        ClusterState live = LiveStates.Of(Samples.Plan(Samples.Spec(Samples.Group(3) with { PerNode = 1 })));
        live = live with
        {
            Nodes = [.. live.Nodes.Select(node => node with { Status = ContainerStatus.Exited })],
            Workers = [.. live.Workers.Select(worker => worker with { Status = ContainerStatus.Exited })],
        };

        ScalePlan scale = Scale(live, ("worker", 4));

        Assert.Equal([4], scale.Added.Workers.Select(worker => worker.Index));
        Assert.Empty(scale.RemovedWorkers);
        Assert.Empty(scale.RemovedNodes);
    }

    [Theory]
    [InlineData("storage", 3, "There is no group 'storage' in cluster demo; its groups are: worker, pi4.", false)]
    [InlineData("worker", 0, "Group 'worker' is to have 0 workers", false)]
    [InlineData("worker", 100_000, "Cluster demo is to have 100002 workers", false)]
    [InlineData("worker", 2000, "2000 workers would be", false)]
    public void Plan_Refuses_WhatCantBe(string group, int count, string part, bool onThisMachine)
    {
        ClusterState live = LiveStates.Of(Samples.Plan(OfTwoGroups));

        PlanException refusal = Assert.Throws<PlanException>(() => Scale(live, (group, count)));

        string expected = part.Replace("2000 workers would", "2002 workers would", StringComparison.Ordinal);
        Assert.Contains(refusal.Errors, error => error.Message.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(onThisMachine, refusal.OnThisMachine);
    }

    [Fact]
    public void Plan_Refuses_WhatTheMachinesLimitsCannotCarry_ByWhatIsAddedAlone()
    {
        ClusterState live = LiveStates.Of(Samples.Plan(OfTwoGroups));
        HostLimit keys = new(HostLimitKind.Keyrings, "kernel.keys.root_maxkeys", 200, 185);

        PlanException refusal = Assert.Throws<PlanException>(
            () => Scale(live, Samples.Facts with { Limits = [keys] }, ("worker", 33)));

        Assert.Contains(
            "15 of kernel.keys.root_maxkeys 200 are free",
            Assert.Single(refusal.Errors).Message,
            StringComparison.Ordinal);
        Assert.Equal(10, Scale(live, Samples.Facts with { Limits = [keys] }, ("worker", 13)).Added.Workers.Count);
    }

    [Fact]
    public void Plan_Refuses_WhatDoesNotFitTheMemory_WithTheArithmetic()
    {
        ClusterState live = LiveStates.Of(Samples.Plan(OfTwoGroups));
        HostFacts facts = Samples.Facts with { MemoryAvailableBytes = 100L << 20 };

        PlanException refusal = Assert.Throws<PlanException>(() => Scale(live, facts, ("worker", 13)));

        Assert.True(refusal.OnThisMachine);
        string message = Assert.Single(refusal.Errors).Message;
        Assert.Contains("10 more idle workers need", message, StringComparison.Ordinal);
        Assert.Contains("(10 × ", message, StringComparison.Ordinal);
        Assert.Contains("this machine has 100 MiB", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_FitsAnyMemory_WhenTheClusterShrinks()
    {
        ClusterState live = LiveStates.Of(Samples.Plan(OfTwoGroups));

        Assert.Equal(2, Scale(
            live, Samples.Facts with { MemoryAvailableBytes = 0 }, ("worker", 1)).RemovedWorkers.Count);
    }

    [Fact]
    public void Plan_GivesFixedPortsAndHostnames_AsAFirstPlanDoes()
    {
        ClusterSpec spec = Samples.Spec(Samples.Group(2) with
        {
            Ports = [new PortSpec("rpc", 7000), "web"], Hostname = "rack-{worker.number:00}",
        });

        ScalePlan scale = Scale(LiveStates.Of(Samples.Plan(spec)), ("worker", 3));

        ClusterPlan anew = Samples.Plan(scale.Target.Spec);
        Assert.Equal(anew.Workers.Select(PortsOf), scale.Target.Workers.Select(PortsOf));
        Assert.Equal(["rack-01", "rack-02", "rack-03"], scale.Target.Workers.Select(worker => worker.Hostname));
        Assert.Equal([1, 2, 3], scale.Target.Workers.Select(worker => worker.Number));
        Assert.Equal(anew.Nodes[2].Aliases, scale.Target.Nodes[2].Aliases);
        Assert.Equal("worker-0003", scale.Target.FirstOn(scale.Target.Nodes[2]).Name);
    }

    [Fact]
    public void Plan_Refuses_AFixedPort_ThatTwoWorkersWouldPublish()
    {
        ClusterPlan plan = Samples.Plan(
            Samples.Spec(Samples.Group(1) with { Ports = [new PortSpec("rpc", 7000)] }) with
            {
                Expose = Exposure.Published,
            });
        HostFacts facts = Samples.Facts with { PortsInUse = new HashSet<int> { 7000 } };

        PlanException refusal = Assert.Throws<PlanException>(
            () => Scale(LiveStates.Of(plan), facts, ("worker", 2)));

        Assert.Contains(
            "Port 7000 (worker.rpc) would be published by 2 workers",
            Assert.Single(refusal.Errors).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_PassesOverFixedPorts_WhereItPublishesNewOnes()
    {
        ClusterPlan plan = Samples.Plan(
            Samples.Spec(
                Samples.Group(1, "a") with { Ports = [new PortSpec("rpc", 20002)] },
                Samples.Group(1, "b")) with { Expose = Exposure.Published });
        ClusterState live = LiveStates.Of(plan);
        live = live with { Workers = [.. live.Workers.Where(worker => worker.Group != "a")] };

        ScalePlan scale = Scale(live, ("b", 2));

        Assert.Equal(
            [20002, 20000, 20001, 20003, 20004],
            scale.Target.Workers.SelectMany(worker => worker.Ports).Select(port => port.Number));
    }

    [Fact]
    public void Plan_GivesALoneWorkerWithARate_ANodeOfItsOwn()
    {
        ClusterPlan plan = Samples.Plan(
            Samples.Spec(Samples.Group(2) with { PerNode = 1, Network = new NetworkLimitSpec(1_000_000) }));

        ScalePlan scale = Scale(LiveStates.Of(plan), ("worker", 3));

        Assert.All(scale.Target.Nodes, node => Assert.False(node.IsWorker));
        Assert.Equal("node-003", Assert.Single(scale.NewNodes).Name);
    }

    [Fact]
    public void Plan_Refuses_WhatTheEngineCantDo_OnlyWhereItGrows()
    {
        ClusterPlan plan = Samples.Plan(
            Samples.Spec(Samples.Group(3) with { Network = new NetworkLimitSpec(1_000_000) }));
        HostFacts facts = Samples.Facts with { Engine = Samples.Engine with { NoNetworkRate = "it takes root" } };

        Assert.Throws<PlanException>(() => Scale(LiveStates.Of(plan), facts, ("worker", 4)));
        Assert.Single(Scale(LiveStates.Of(plan), facts, ("worker", 2)).RemovedWorkers);
    }

    [Fact]
    public void Plan_Refuses_WhenThePortsOfTheRangeAreGone()
    {
        ClusterPlan plan = Samples.Plan(
            Samples.Spec(Samples.Group(5) with { PerNode = 3 }) with
            {
                Expose = Exposure.Published,
                Ports = new PortRange(20000, 20011),
            });

        PlanException refusal = Assert.Throws<PlanException>(() => Scale(LiveStates.Of(plan), ("worker", 8)));

        Assert.True(refusal.OnThisMachine);
        Assert.Contains("Port range 20000-20011 lacks 4 ports", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Refuses_WhenTheNetworkIsGone()
    {
        ClusterPlan plan = Samples.Plan(OfTwoGroups);
        ClusterState live = LiveStates.Of(plan) with { Subnet = null };

        Assert.Contains(
            "does not say what it was made from",
            Assert.Throws<PlanException>(() => Scale(live, ("worker", 4))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void LivePlan_IsThePlan_OfAClusterThatWasNeverScaled()
    {
        ClusterPlan plan = Samples.Plan(OfTwoGroups);

        ClusterPlan again = LivePlan.TryOf(LiveStates.Of(plan))!;

        Assert.Equal(PlanHash.Of(plan), PlanHash.Of(again));
        Assert.Null(LivePlan.TryOf(LiveStates.Of(plan) with { Gateway = null }));
    }

    private static ClusterPlan Published(int workers) => Samples.Plan(
        Samples.Spec(Samples.Group(workers) with { PerNode = 3 }) with { Expose = Exposure.Published });

    private static string PortsOf(WorkerPlan worker) => string.Join(' ', worker.Ports);

    private static IEnumerable<(string, int)> NamesOf(ClusterPlan plan) =>
        plan.Workers.Select(worker => (worker.Name, worker.Index));

    private static ScalePlan Scale(ClusterState live, params (string Group, int Count)[] counts) =>
        Scale(live, Samples.Facts, counts);

    private static ScalePlan Scale(ClusterState live, HostFacts facts, params (string Group, int Count)[] counts) =>
        ScalePlanner.Plan(
            live, live.Spec!, counts.ToDictionary(pair => pair.Group, pair => pair.Count), facts, "0.1.0");

    private static ClusterState Apply(ClusterState live, params (string Group, int Count)[] counts)
    {
        ScalePlan scale = Scale(live, counts);
        return LiveStates.Of(scale.Target, live.Spec, scale.Change);
    }
}
