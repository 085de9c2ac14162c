using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Status;

/// <summary>A worker that is not as it is to be, and why.</summary>
/// <param name="State">Its container's, or <see cref="NoContainer"/>.</param>
internal sealed record MissingWorker(int Index, string Name, string Group, string State, string Why)
{
    /// <value>The state of a worker that is to be and of which the engine has nothing.</value>
    public const string NoContainer = "missing";

    /// <summary>All of a cluster, in the order of their indexes.</summary>
    public static IReadOnlyList<MissingWorker> Of(ClusterStatus status)
    {
        HashSet<int> there = [.. status.Cluster.Workers.Select(worker => worker.Index)];
        HashSet<int> ended =
        [
            .. status.Cluster.Nodes.Where(node => !node.IsWorker && node.Status != ContainerStatus.Running)
                .Select(node => node.Index),
        ];
        IEnumerable<MissingWorker> absent = (status.Plan?.Workers ?? [])
            .Where(worker => !there.Contains(worker.Index))
            .Select(Absent);
        IEnumerable<MissingWorker> wrong = status.Cluster.Workers
            .Select(worker => (Worker: worker, Why: WhyOf(worker, status, ended)))
            .Where(pair => pair.Why is not null)
            .Select(pair => new MissingWorker(
                pair.Worker.Index,
                pair.Worker.Name,
                pair.Worker.Group,
                EventNames.Of(pair.Worker.Status),
                pair.Why!));
        return [.. absent.Concat(wrong).OrderBy(worker => worker.Index)];
    }

    private static MissingWorker Absent(WorkerPlan worker) => new(
        worker.Index,
        worker.Name,
        worker.Group.Name,
        NoContainer,
        "has no container: it was never started, or somebody removed it");

    private static string? WhyOf(WorkerState worker, ClusterStatus status, HashSet<int> endedNodes)
    {
        if (worker.Status != ContainerStatus.Running)
        {
            return WithDeath(worker, status.Deaths.LastOrDefault(death => death.Worker == worker.Index));
        }

        if (endedNodes.Contains(worker.Node) || status.Keeper?.Stranded.Contains(worker.Index) == true)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"node {worker.Node} has ended, and the worker's network with it: scalesim restart node:{worker.Node}");
        }

        return status.Registered?.Indexes?.Contains(worker.Index) == false
            ? "runs, and the master does not count it"
            : null;
    }

    private static string WithDeath(WorkerState worker, WorkerDeath? death) => death switch
    {
        null => worker.Detail,
        { AskedBy: { } by } => $"stopped on purpose by {by}; {worker.Detail}",
        _ => $"{death.Why}; {worker.Detail}",
    };
}
