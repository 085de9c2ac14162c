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
        AddWorkers(schedule, cluster, behaviour);
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

    private static void AddWorkers(FakeSchedule schedule, FakeCluster cluster, FakeBehaviour behaviour)
    {
        ClusterPlan plan = cluster.Plan;
        WorkerPlan[] missing =
        [
            .. plan.Workers.Where(worker =>
                !cluster.Workers.TryGetValue(worker.Index, out FakeContainer? container)
                || container.Status == ContainerStatus.Created),
        ];
        var pace = new StartPace(plan.Spec.Start, plan.Spec.Seed, missing.Length);
        TimeSpan begin = schedule.End;
        while (pace.NextBatch(schedule.End - begin) is { Count: > 0 } batch)
        {
            foreach (StartTurn turn in batch)
            {
                int index = missing[turn.Position].Index;
                Add(
                    schedule,
                    cluster.Workers,
                    index,
                    EngineEventKind.WorkerCreated,
                    behaviour.Fails(index) ? EngineEventKind.WorkerFailed : EngineEventKind.WorkerStarted,
                    begin + turn.After);
            }
        }
    }

    private static void Add(
        FakeSchedule schedule,
        SortedDictionary<int, FakeContainer> existing,
        int index,
        EngineEventKind created,
        EngineEventKind started,
        TimeSpan notBefore = default)
    {
        if (!existing.TryGetValue(index, out FakeContainer? container))
        {
            schedule.Add(created, started, index, notBefore);
        }
        else if (container.Status == ContainerStatus.Created)
        {
            schedule.Add(null, started, index, notBefore);
        }
    }
}
