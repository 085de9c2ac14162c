using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Engines.Fake;

/// <summary>
/// A cluster that a fake engine pretends to run. Not safe for several threads: the engine holds its lock.
/// </summary>
internal sealed class FakeCluster(ClusterPlan plan, KeeperIdentity? keeper, DateTimeOffset createdAt)
{
    private readonly ClusterSpec _firstSpec = plan.Spec;
    private ClusterSpec _wanted = plan.Spec;

    public ClusterPlan Plan { get; private set; } = plan;

    /// <value>How often it was scaled.</value>
    public int Changes { get; private set; }

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
        foreach (int worker in Workers.Keys.Where(worker => plan.FindWorker(worker) is null).Take(1))
        {
            throw new EngineException(
                $"Cluster '{plan.Cluster}' can't be started with {plan.Workers.Count} workers; it has a worker "
                + $"{worker}. Remove it first.");
        }

        Plan = plan;
    }

    /// <summary>Remembers the size that is wanted.</summary>
    /// <exception cref="EngineException">Another change of size came first.</exception>
    public void Remember(ScalePlan plan)
    {
        if (Changes >= plan.Change && !CountsOf(_wanted).SequenceEqual(CountsOf(plan.Target.Spec)))
        {
            throw new EngineException(
                $"Cluster '{Plan.Cluster}' was given another size meanwhile; change {plan.Change} is "
                + $"{ClusterLabels.WriteCounts(CountsOf(_wanted))}. "
                + "Look at it with 'scalesim status', then try again.");
        }

        _wanted = plan.Target.Spec;
        Changes = Math.Max(Changes, plan.Change);
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

    public string WorkerName(int index) => Plan.FindWorker(index)?.Name ?? $"worker {index}";

    public string NodeName(int index) => Plan.FindNode(index)?.Name ?? $"node {index}";

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
        Spec = SpecJson.TryRead(SpecJson.Write(_firstSpec)),
        Counts = CountsOf(_wanted).ToDictionary(),
        Changes = Changes,
        Expose = Plan.Expose,
        Keeper = keeper,
        Subnet = Plan.Network.Subnet.ToString(),
        Gateway = Plan.Network.Gateway,
        Nodes =
        [
            .. from pair in Nodes
               let node = Plan.FindNode(pair.Key)
               where node is not null
               select StateOf(node, pair.Value),
        ],
        Workers =
        [
            .. from pair in Workers
               let worker = Plan.FindWorker(pair.Key)
               where worker is not null
               select StateOf(worker, pair.Value),
        ],
    };

    private static IEnumerable<KeyValuePair<string, int>> CountsOf(ClusterSpec spec) =>
        spec.Groups.Select(group => KeyValuePair.Create(group.Name, group.Count));

    private NodeState StateOf(NodePlan node, FakeContainer container)
    {
        WorkerPlan[] workers = [.. Plan.WorkersOn(node)];
        _ = ClusterNames.TryParseWorker(workers.FirstOrDefault()?.Name, out string group, out int number);
        return new NodeState(node.Index, node.Name, container.Status, node.Address)
        {
            Group = group,
            FirstNumber = number,
            Slots = node.Slots,
            Ports = Plan.Expose == Exposure.Published ? [.. workers.SelectMany(worker => worker.Ports)] : [],
            IsWorker = node.IsWorker,
        };
    }

    private static WorkerState StateOf(WorkerPlan worker, FakeContainer container) => new()
    {
        Index = worker.Index,
        Name = worker.Name,
        Group = worker.Group.Name,
        Node = worker.Node,
        Status = container.Status,
        Ports = worker.Ports,
        Detail = container.Status == ContainerStatus.Exited ? $"Exited ({container.ExitCode})" : $"{container.Status}",
    };
}
