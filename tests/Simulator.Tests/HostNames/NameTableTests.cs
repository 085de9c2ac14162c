using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Runs;
using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Tests.HostNames;

public sealed class NameTableTests
{
    [Fact]
    public void Plan_GivesMasterNodesAndWorkers()
    {
        NameTable names = NameTable.Of(TestPlans.Of(workers: 3, perNode: 2));

        Assert.Equal(
            [
                new("master", "198.18.0.1", HostNameKind.Master),
                new("node-001", "198.18.0.2", HostNameKind.Node),
                new("worker-0001", "198.18.0.2", HostNameKind.Worker),
                new("worker-0002", "198.18.0.2", HostNameKind.Worker),
                new("node-002", "198.18.0.3", HostNameKind.Node),
                new("worker-0003", "198.18.0.3", HostNameKind.Worker),
            ],
            names.Names);
        Assert.Equal(
            [
                new("master", "198.18.0.1", HostNameKind.Master),
                new("node-001", "198.18.0.2", HostNameKind.Node),
                new("node-002", "198.18.0.3", HostNameKind.Node),
            ],
            names.Reverse);
        Assert.Equal("198.18.0.0/22", names.Subnet);
        Assert.Equal("worker-0003.demo.scalesim.internal", names.FullName(names.Names[^1]));
    }

    [Fact]
    public void Worker_AloneOnItsNode_IsTheAddressesUsualName()
    {
        ClusterPlan plan = TestPlans.Of(workers: 1);
        plan = plan with { Nodes = [plan.Nodes[0] with { Name = "worker-0001", IsWorker = true }] };

        NameTable names = NameTable.Of(plan);

        Assert.Equal(["master", "worker-0001", "node-001"], names.Names.Select(name => name.Name));
        Assert.Equal("worker-0001", names.Reverse[1].Name);
    }

    [Fact]
    public void PublishedNames_AreOnTheLoopback_AndTheNodesAddressesKeepTheirs()
    {
        NameTable names = NameTable.Of(TestPlans.Of(workers: 2) with { Expose = Exposure.Published });

        Assert.Equal(["198.18.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.1"], names.Names.Select(name => name.Address));
        Assert.Equal(["198.18.0.1", "198.18.0.2"], names.Reverse.Select(name => name.Address));
    }

    [Theory]
    [InlineData("192.0.2.7", 1, 0)]
    [InlineData("2001:db8::1", 1, 0)]
    [InlineData("master.example", 0, 0)]
    [InlineData("198.18.0.1", 1, 1)]
    public void Master_HasAName_WhereItHasAnAddress(string host, int names, int reverse)
    {
        ClusterPlan plan = TestPlans.Of(workers: 1);
        NameTable table = NameTable.Of(plan with { Master = plan.Master with { Host = host } });

        Assert.Equal(names, table.Names.Count(name => name.Kind == HostNameKind.Master));
        Assert.Equal(reverse, table.Reverse.Count(name => name.Kind == HostNameKind.Master));
    }

    [Fact]
    public void EnginesMemory_GivesTheSameAsThePlan()
    {
        ClusterPlan plan = TestPlans.Of(workers: 5, perNode: 2);
        NameTable planned = NameTable.Of(plan);
        NameTable remembered = NameTable.Of(StateOf(plan), Exposure.Direct);

        Assert.Equal(planned.Names, remembered.Names);
        Assert.Equal(planned.Reverse, remembered.Reverse);
        Assert.Equal(planned.Subnet, remembered.Subnet);
    }

    [Fact]
    public void EnginesMemory_WithoutANetwork_GivesWhatThereIs()
    {
        ClusterState state = StateOf(TestPlans.Of(workers: 3, perNode: 2));
        state = state with
        {
            Spec = null,
            Subnet = null,
            Gateway = null,
            Nodes = [state.Nodes[0], state.Nodes[1] with { Address = null }],
        };

        Assert.Equal(
            ["node-001", "worker-0001", "worker-0002"],
            NameTable.Of(state, Exposure.Direct).Names.Select(name => name.Name));
    }

    private static ClusterState StateOf(ClusterPlan plan) => new()
    {
        Cluster = plan.Cluster,
        Run = plan.Run.Id,
        Spec = plan.Spec,
        Subnet = plan.Network.Subnet.ToString(),
        Gateway = plan.Network.Gateway,
        Nodes =
        [
            .. plan.Nodes.Select(node => new NodeState(node.Index, node.Name, ContainerStatus.Running, node.Address)),
        ],
        Workers =
        [
            .. plan.Workers.Select(worker => new WorkerState
            {
                Index = worker.Index,
                Name = worker.Name,
                Node = worker.Node,
                Status = ContainerStatus.Running,
            }),
        ],
    };
}
