using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Engines.Fake;

/// <summary>
/// A cluster that a fake engine pretends to run. Not safe for several threads: the engine holds its lock.
/// </summary>
internal sealed class FakeCluster(ClusterPlan plan, KeeperIdentity? keeper, DateTimeOffset createdAt)
{
    public ClusterPlan Plan { get; private set; } = plan;

    public SortedDictionary<int, FakeContainer> Nodes { get; } = [];

    public SortedDictionary<int, FakeContainer> Workers { get; } = [];

    /// <value>The timers of the workers that will die, by index.</value>
    public Dictionary<int, ITimer> Deaths { get; } = [];

    /// <value>Whether its removal has begun: then nothing of it is created or started any more.</value>
    public bool IsGoing { get; private set; }

    /// <summary>Takes over a plan of the same cluster with as many workers or more.</summary>
    /// <exception cref="EngineException">The plan has no place for a worker that exists.</exception>
    public void Adopt(ClusterPlan plan)
    {
        int last = Workers.Count == 0 ? 0 : Workers.Keys.Last();
        if (last > plan.Workers.Count)
        {
            throw new EngineException(
                $"Cluster '{plan.Cluster}' can't be started with {plan.Workers.Count} workers; it has a worker {last}. "
                + "Remove the workers above first.");
        }

        Plan = plan;
    }

    public void BeginRemoval()
    {
        IsGoing = true;
        CancelDeaths();
    }

    public void CancelDeaths()
    {
        foreach (ITimer death in Deaths.Values)
        {
            death.Dispose();
        }

        Deaths.Clear();
    }

    public string WorkerName(int index) => Plan.Workers[index - 1].Name;

    public string NodeName(int index) => Plan.Nodes[index - 1].Name;

    /// <summary>Puts a step into effect.</summary>
    /// <exception cref="EngineException">
    /// It would create or start something of a cluster that is being removed.
    /// </exception>
    public void Apply(FakeStep step)
    {
        switch (step.Kind)
        {
            case EngineEventKind.WorkerRemoved:
                Workers.Remove(step.Index);
                return;
            case EngineEventKind.NodeRemoved:
                Nodes.Remove(step.Index);
                return;
        }

        if (IsGoing)
        {
            throw new EngineException(
                $"Cluster '{Plan.Cluster}' can't be started; its removal has begun. "
                + $"End it with 'scalesim down {Plan.Cluster}' and start anew.");
        }

        switch (step.Kind)
        {
            case EngineEventKind.NodeCreated:
                Nodes[step.Index] = new FakeContainer();
                break;
            case EngineEventKind.NodeStarted:
                Nodes[step.Index].Start(NodeName(step.Index));
                break;
            case EngineEventKind.WorkerCreated:
                Workers[step.Index] = new FakeContainer();
                break;
            case EngineEventKind.WorkerStarted:
                Workers[step.Index].Start(WorkerName(step.Index));
                break;
        }
    }

    public ClusterState State() => new()
    {
        Cluster = Plan.Cluster,
        Run = Plan.Run.Id,
        User = Plan.Run.User,
        CreatedAt = createdAt,
        // What an engine could have kept in a label, and no more: without secrets.
        Spec = SpecJson.TryRead(SpecJson.Write(Plan.Spec)),
        Keeper = keeper,
        Subnet = Plan.Network.Subnet.ToString(),
        Gateway = Plan.Network.Gateway,
        Nodes =
        [
            .. Nodes.Select(pair => new NodeState(
                pair.Key, NodeName(pair.Key), pair.Value.Status, Plan.Nodes[pair.Key - 1].Address)),
        ],
        Workers = [.. Workers.Select(pair => StateOf(Plan.Workers[pair.Key - 1], pair.Value))],
    };

    private static WorkerState StateOf(WorkerPlan worker, FakeContainer container) => new()
    {
        Index = worker.Index,
        Name = worker.Name,
        Node = worker.Node,
        Status = container.Status,
        Ports = worker.Ports,
        Detail = container.Status == ContainerStatus.Exited ? $"Exited ({container.ExitCode})" : $"{container.Status}",
    };
}
