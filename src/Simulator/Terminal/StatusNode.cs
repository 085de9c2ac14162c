using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Status;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A node of a <see cref="StatusDocument"/>.</summary>
/// <param name="Workers">Workers on it.</param>
/// <param name="Running">How many of them run.</param>
internal sealed record StatusNode(int Index, string Name, string Status, string? Address, int Workers, int Running)
{
    public static IReadOnlyList<StatusNode> AllOf(ClusterStatus status)
    {
        ILookup<int, WorkerState> workers = status.Cluster.Workers.ToLookup(worker => worker.Node);
        return
        [
            .. status.Cluster.Nodes.Select(node => new StatusNode(
                node.Index,
                node.Name,
                EventNames.Of(node.Status),
                node.Address?.ToString(),
                workers[node.Index].Count(),
                workers[node.Index].Count(worker => worker.Status == ContainerStatus.Running))),
        ];
    }
}
