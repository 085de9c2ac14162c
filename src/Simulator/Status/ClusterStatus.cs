using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Status;

/// <summary>A cluster as the engine, its keeper and its master see it at one moment.</summary>
internal sealed record ClusterStatus
{
    /// <param name="cluster">As the engine sees it.</param>
    /// <param name="keeper">What the keeper says; null when it does not answer.</param>
    /// <param name="unmanaged">Why the keeper does not answer, and what that means; null when it does.</param>
    /// <param name="registered">Whom the master counts; null when it can't be asked.</param>
    public ClusterStatus(
        ClusterState cluster, KeeperReply? keeper, string? unmanaged, RegisteredWorkers? registered = null)
    {
        Cluster = cluster;
        Keeper = keeper;
        Unmanaged = unmanaged;
        Registered = registered;
        Plan = LivePlan.TryOf(cluster);
        Deaths =
        [
            .. (keeper?.Deaths ?? []).Where(death => Plan is null || Plan.FindWorker(death.Worker) is not null),
        ];
        Groups = GroupStatus.Of(this);
        Missing = MissingWorker.Of(this);
        States =
        [
            .. cluster.Workers.GroupBy(worker => worker.Status)
                .OrderByDescending(group => group.Key == ContainerStatus.Running)
                .ThenBy(group => group.Key)
                .Select(group => KeyValuePair.Create(EventNames.Of(group.Key), group.Count())),
            .. Missing.Where(worker => worker.State == MissingWorker.NoContainer)
                .GroupBy(worker => worker.State)
                .Select(group => KeyValuePair.Create(group.Key, group.Count())),
        ];
    }

    /// <value>The moment, by the clock of whoever looks.</value>
    public DateTimeOffset SeenAt { get; init; }

    public ClusterState Cluster { get; }

    public KeeperReply? Keeper { get; }

    public string? Unmanaged { get; }

    public RegisteredWorkers? Registered { get; }

    /// <value>The cluster as it is to be; null where the engine does not know it any more.</value>
    public ClusterPlan? Plan { get; }

    /// <value>The deaths that the keeper saw, oldest first, but for workers that were scaled away since.</value>
    public IReadOnlyList<WorkerDeath> Deaths { get; }

    public IReadOnlyList<GroupStatus> Groups { get; }

    /// <value>Who is not as it is to be: without a container, not running, or not registered.</value>
    public IReadOnlyList<MissingWorker> Missing { get; }

    /// <value>How many workers are in each state that there is, the running first.</value>
    public IReadOnlyList<KeyValuePair<string, int>> States { get; }

    public int Running => Cluster.Workers.Count(worker => worker.Status == ContainerStatus.Running);

    /// <value>HOST:PORT as the workers reach the master; null where the engine does not know it any more.</value>
    public string? MasterEndpoint => (Cluster.Spec?.Master, Cluster.Gateway) switch
    {
        (ExternalMasterSpec external, _) => $"{external.Host}:{external.Port}",
        ({ } master, { } gateway) => $"{gateway}:{master.Port}",
        _ => null,
    };

    /// <summary>A worker's name, whether it is still there or not.</summary>
    public string NameOf(int worker) =>
        Plan?.FindWorker(worker)?.Name
        ?? Cluster.Workers.FirstOrDefault(state => state.Index == worker)?.Name
        ?? $"worker {worker}";

    /// <value>
    /// Whether the master lives and all workers run, and the master, where it can be asked, counts them and nobody
    /// else.
    /// </value>
    public bool IsHealthy =>
        Keeper?.MasterDeath is null
        && Missing.Count == 0
        && Cluster.Workers.Count == Cluster.Intended
        && (Registered?.Count ?? Running) == Running;
}
