using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Status;

/// <summary>The workers of one group, counted.</summary>
/// <param name="Intended">How many there are to be.</param>
/// <param name="Registered">How many of them the master counts; null where it does not say.</param>
internal sealed record GroupStatus(string Name, int Intended, int Workers, int Running, int? Registered)
{
    /// <summary>In the order of the spec, or of the workers where there is none.</summary>
    public static IReadOnlyList<GroupStatus> Of(ClusterStatus status)
    {
        ILookup<string, WorkerState> workers = status.Cluster.Workers.ToLookup(worker => worker.Group);
        IEnumerable<string> names = (status.Cluster.Spec?.Groups ?? []).Select(group => group.Name)
            .Union(workers.Select(group => group.Key));
        return
        [
            .. names.Select(name => new GroupStatus(
                name,
                status.Cluster.Counts.GetValueOrDefault(name, workers[name].Count()),
                workers[name].Count(),
                workers[name].Count(worker => worker.Status == ContainerStatus.Running),
                status.Registered?.Indexes is { } registered
                    ? workers[name].Count(worker => registered.Contains(worker.Index))
                    : null)),
        ];
    }
}
