using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Planning;

/// <summary>What an engine would remember of a cluster that is as planned.</summary>
internal static class LiveStates
{
    /// <param name="plan">As it is now.</param>
    /// <param name="first">The spec that it was started from; null where it was never scaled.</param>
    public static ClusterState Of(ClusterPlan plan, ClusterSpec? first = null, int changes = 0) => new()
    {
        Cluster = plan.Cluster,
        Run = plan.Run.Id,
        User = plan.Run.User,
        Spec = SpecJson.TryRead(SpecJson.Write(first ?? plan.Spec)),
        Counts = plan.Spec.Groups.ToDictionary(group => group.Name, group => group.Count),
        Changes = changes,
        Expose = plan.Expose,
        Subnet = plan.Network.Subnet.ToString(),
        Gateway = plan.Network.Gateway,
        Nodes = [.. plan.Nodes.Select(node => Of(plan, node))],
        Workers = [.. plan.Workers.Select(Of)],
    };

    private static NodeState Of(ClusterPlan plan, NodePlan node)
    {
        WorkerPlan[] workers = [.. plan.WorkersOn(node)];
        Assert.True(ClusterNames.TryParseWorker(workers[0].Name, out string group, out int number));
        return new NodeState(node.Index, node.Name, ContainerStatus.Running, node.Address)
        {
            Group = group,
            FirstNumber = number,
            Slots = node.Slots,
            IsWorker = node.IsWorker,
            Ports = plan.Expose == Exposure.Published && !node.IsWorker
                ? [.. workers.SelectMany(worker => worker.Ports)]
                : [],
        };
    }

    private static WorkerState Of(WorkerPlan worker) => new()
    {
        Index = worker.Index,
        Name = worker.Name,
        Group = worker.Group.Name,
        Node = worker.Node,
        Status = ContainerStatus.Running,
        Ports = worker.Ports,
        Detail = "Up 2 minutes",
    };
}
