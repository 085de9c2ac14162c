using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Does one thing to some workers of a live cluster. Nodes come first: one that has ended is restarted as a whole
/// before any of its workers is started, as there is no network for it to join.
/// </summary>
/// <param name="verb">The command's words, by which deaths are known as asked for.</param>
internal sealed class ActSession(IEngine engine, ClusterState cluster, WorkerAction action, string verb)
{
    /// <param name="workers">Whom it is done to.</param>
    /// <param name="named">Nodes that the user named as such: <c>restart</c> restarts them as a whole.</param>
    /// <param name="warn">Gets what is odd but no reason to give up.</param>
    /// <returns>The nodes that were restarted.</returns>
    /// <exception cref="CommandException">A node is gone, or the cluster is restored right now.</exception>
    public async Task<IReadOnlyList<NodeState>> RunAsync(
        IReadOnlyList<WorkerState> workers,
        IReadOnlyCollection<int> named,
        Action<string> warn,
        CancellationToken cancellationToken)
    {
        await Restoration.RefuseAsync(cluster, verb, cancellationToken);
        IReadOnlyList<NodeState> nodes = NodesToRestart(workers, named);
        HashSet<int> restarted = [.. nodes.Select(node => node.Index)];
        await NoticeAsync(workers, restarted, warn, cancellationToken);
        if (nodes.Count > 0)
        {
            await NodesOf(engine).RestartNodesAsync(cluster.Cluster, restarted, cancellationToken);
        }

        // Those of a restarted node that ran run again; the others are started where that was asked for.
        WorkerAction rest = action == WorkerAction.Restart && nodes.Count > 0 ? WorkerAction.Start : action;
        foreach (IGrouping<bool, WorkerState> part in workers.GroupBy(worker => restarted.Contains(worker.Node)))
        {
            await engine.ActAsync(
                cluster.Cluster,
                part.Key ? rest : action,
                [.. part.Select(worker => worker.Index)],
                cancellationToken);
        }

        return nodes;
    }

    private static INodeControl NodesOf(IEngine engine) => engine as INodeControl ?? throw new CommandException(
        ExitCode.Failed,
        "This engine can't restart a node. Name the workers instead of their node, or remove the cluster and start it "
        + "anew.");

    private async Task NoticeAsync(
        IReadOnlyList<WorkerState> workers,
        HashSet<int> nodes,
        Action<string> warn,
        CancellationToken cancellationToken)
    {
        IEnumerable<WorkerState> onNodes = cluster.Workers.Where(worker => nodes.Contains(worker.Node));
        IEnumerable<WorkerState> others = workers.Where(worker => !nodes.Contains(worker.Node));
        foreach ((WorkerAction what, IEnumerable<WorkerState> whom) in
            new[] { (WorkerAction.Restart, onNodes), (action, others) })
        {
            if (await DeathNotice.GiveAsync(cluster, what, whom, verb, cancellationToken) is { } problem)
            {
                warn(problem);
                return;
            }
        }
    }

    /// <summary>Nodes that were named to be restarted, and those that have ended under workers to be started.</summary>
    private IReadOnlyList<NodeState> NodesToRestart(
        IReadOnlyList<WorkerState> workers, IReadOnlyCollection<int> named)
    {
        if (action is not (WorkerAction.Start or WorkerAction.Restart))
        {
            return [];
        }

        Dictionary<int, NodeState> nodes = cluster.Nodes.DistinctBy(node => node.Index)
            .ToDictionary(node => node.Index);
        WorkerState[] lost = [.. workers.Where(worker => !nodes.ContainsKey(worker.Node))];
        return lost.Length > 0
            ? throw new CommandException(
                ExitCode.Failed,
                $"{Figures.Count(lost.Length, "worker")} can't be started, {lost[0].Name} among them: node "
                + $"{lost[0].Node} is gone, and its workers' network with it. 'scalesim scale {cluster.Cluster} "
                + $"{string.Join(' ', cluster.Counts.Select(pair => $"{pair.Key}={pair.Value}"))}' replaces the node "
                + "and its workers.")
            :
            [
                .. workers.Select(worker => nodes[worker.Node]).DistinctBy(node => node.Index)
                    .Where(node => !node.IsWorker)
                    .Where(node => node.Status != ContainerStatus.Running
                        || (action == WorkerAction.Restart && named.Contains(node.Index)))
                    .OrderBy(node => node.Index),
            ];
    }
}
