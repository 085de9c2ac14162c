using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Engines.Fake;

/// <summary>Decides in which steps a cluster is started and removed.</summary>
internal static class FakeSteps
{
    /// <summary>
    /// What is missing of the plan: nodes first, then workers. What once ran and died is not missing.
    /// </summary>
    public static IEnumerable<FakeStep> ToStart(FakeCluster cluster, FakeBehaviour behaviour, int lanes)
    {
        FakeSchedule schedule = new(behaviour, lanes);
        foreach (NodePlan node in cluster.Plan.Nodes)
        {
            Add(schedule, cluster.Nodes, node.Index, EngineEventKind.NodeCreated, EngineEventKind.NodeStarted);
        }

        schedule.Join();
        foreach (WorkerPlan worker in cluster.Plan.Workers)
        {
            Add(
                schedule,
                cluster.Workers,
                worker.Index,
                EngineEventKind.WorkerCreated,
                behaviour.Fails(worker.Index) ? EngineEventKind.WorkerFailed : EngineEventKind.WorkerStarted);
        }

        return schedule.Steps;
    }

    /// <summary>All that there is but what is stuck: workers first, then nodes that nobody is stuck on.</summary>
    public static IEnumerable<FakeStep> ToRemove(
        FakeCluster cluster, FakeBehaviour behaviour, FakeEngineOptions options)
    {
        FakeSchedule schedule = new(behaviour, 2 * options.Cores);
        HashSet<int> stuckNodes = [];
        foreach (int worker in cluster.Workers.Keys)
        {
            if (options.StuckWorkers.Contains(worker))
            {
                stuckNodes.Add(cluster.Plan.FindWorker(worker)!.Node);
            }
            else
            {
                schedule.Add(null, EngineEventKind.WorkerRemoved, worker);
            }
        }

        schedule.Join();
        foreach (int node in cluster.Nodes.Keys.Where(node => !stuckNodes.Contains(node)))
        {
            schedule.Add(null, EngineEventKind.NodeRemoved, node);
        }

        return schedule.Steps;
    }

    /// <summary>What a change of size takes away: workers first, then nodes.</summary>
    public static IEnumerable<FakeStep> ToShrink(
        FakeCluster cluster, ScalePlan plan, FakeBehaviour behaviour, int lanes)
    {
        FakeSchedule schedule = new(behaviour, lanes);
        foreach (WorkerState worker in plan.RemovedWorkers.Where(worker => cluster.Workers.ContainsKey(worker.Index)))
        {
            schedule.Add(null, EngineEventKind.WorkerRemoved, worker.Index);
        }

        schedule.Join();
        foreach (NodeState node in plan.RemovedNodes.Where(node => cluster.Nodes.ContainsKey(node.Index)))
        {
            schedule.Add(null, EngineEventKind.NodeRemoved, node.Index);
        }

        return schedule.Steps;
    }

    private static void Add(
        FakeSchedule schedule,
        SortedDictionary<int, FakeContainer> existing,
        int index,
        EngineEventKind created,
        EngineEventKind started)
    {
        if (!existing.TryGetValue(index, out FakeContainer? container))
        {
            schedule.Add(created, started, index);
        }
        else if (container.Status == ContainerStatus.Created)
        {
            schedule.Add(null, started, index);
        }
    }
}
