using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Planning;

public sealed class ClusterDemandTests
{
    private static readonly HostFacts Facts = new()
    {
        Engine = new EngineFacts
        {
            Kind = "docker",
            Version = "28.5.2",
            ApiVersion = new Version(1, 51),
            IsLocal = true,
            Cores = 2,
            MemoryBytes = 1L << 40,
        },
        MemoryAvailableBytes = 1L << 40,
    };

    [Theory]
    [InlineData(1, null, ShimSharing.Worker)]
    [InlineData(250, null, ShimSharing.Worker)]
    [InlineData(250, 1, ShimSharing.Worker)]
    [InlineData(250, 1, ShimSharing.Node)]
    [InlineData(250, 40, ShimSharing.Node)]
    public void Of_IsWhatThePlannerPlans_WhereItFits(int workers, int? perNode, ShimSharing shim)
    {
        ClusterSpec spec = Spec(workers, perNode, shim);

        ClusterDemand demand = ClusterDemand.Of(spec);

        ClusterPlan plan = Planner.Plan(spec, Facts, new RunIdentity("0a1b2c3d", "ann", "0.1.0"));
        Assert.Equal(plan.Workers.Count, demand.Workers);
        Assert.Equal(plan.Nodes.Count, demand.Nodes);
        Assert.Equal(plan.Nodes.Count(node => !node.IsWorker), demand.Sandboxes);
        Assert.Equal(plan.Memory.IdleBytes, demand.MemoryIdleBytes);
        Assert.Equal(plan.Memory.FullBytes, demand.MemoryFullBytes);
        Assert.Equal(
            plan.Nodes.Max(node => plan.WorkersOn(node).Sum(worker => worker.Ports.Count)), demand.PortsPerNode);
        Assert.Equal(plan.Workers.Sum(worker => worker.Ports.Count), demand.PortsInAll);
    }

    [Fact]
    public void Of_CountsAShimPerContainer_UnlessANodeShares()
    {
        Assert.Equal(253, ClusterDemand.Of(Spec(250, null, ShimSharing.Worker)).Shims);
        Assert.Equal(3, ClusterDemand.Of(Spec(250, null, ShimSharing.Node)).Shims);
    }

    [Fact]
    public void Of_SaysHowManyPerNodeFit_WhereTheBridgeDoesNotCarryTheNodes()
    {
        ClusterDemand demand = ClusterDemand.Of(Spec(1000, perNode: 1, ShimSharing.Worker));

        Assert.Equal((1000, 0, 2), (demand.Nodes, demand.Sandboxes, demand.WorkersPerNodeThatFit));
    }

    private static ClusterSpec Spec(int workers, int? perNode, ShimSharing shim) => new()
    {
        Name = "demand",
        Master = new ExternalMasterSpec { Host = "master.example", Port = 19998 },
        Shim = shim,
        Groups =
        [
            new WorkerGroupSpec
            {
                Count = workers,
                Image = "example/worker",
                Ports = ["rpc", "web"],
                Ramdisks = [new RamdiskSpec("/data", 16L << 20)],
                PerNode = perNode,
            },
        ],
    };
}
