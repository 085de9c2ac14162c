using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>
/// Lays out a live cluster of any size, group by group: what exists keeps its node and ports, as its labels say; what
/// does not fills the free slots of the nodes that exist and then opens new ones.
/// </summary>
/// <remarks>
/// A node has the slots it was created with, since its names and published ports are frozen then. A new node has as
/// many as the spec packs on one; where ports are published it has as many as are used, so that no port is held for a
/// worker that does not exist.
/// </remarks>
internal sealed class LiveLayout
{
    // The gateway has offset 1.
    private const int FirstNodeOffset = 2;

    private readonly ClusterNames _names;
    private readonly NetworkPlan _network;
    private readonly ClusterSpec _spec;
    private readonly Exposure _expose;
    private readonly IPortNumbers _ports;
    private readonly IReadOnlyList<Packing> _packings;
    private readonly IndexNumbering _workerIndexes;
    private readonly IndexNumbering _nodeIndexes;
    private readonly ILookup<string, NodeState> _liveNodes;
    private readonly Dictionary<string, WorkerState> _liveWorkers;
    private readonly List<NodePlan> _nodes = [];
    private readonly List<WorkerPlan> _workers = [];

    /// <param name="live">What there is.</param>
    /// <param name="first">The spec that the cluster was started from, with its counts of then.</param>
    /// <param name="spec">The same with the counts that are wanted.</param>
    /// <param name="ports">Numbers the ports of workers that neither exist nor have a published slot.</param>
    public LiveLayout(
        ClusterState live,
        ClusterSpec first,
        ClusterSpec spec,
        NetworkPlan network,
        Exposure expose,
        IPortNumbers ports)
    {
        _names = new ClusterNames(spec.Name);
        _network = network;
        _spec = spec;
        _expose = expose;
        _ports = ports;
        _packings = Packing.WithoutLimit(first);
        _workerIndexes = new IndexNumbering([.. first.Groups.Select(group => group.Count)]);
        _nodeIndexes = new IndexNumbering([.. _packings.Select(packing => packing.Nodes)]);
        _liveNodes = live.Nodes
            .Where(node => node.Slots > 0 && node.FirstNumber > 0)
            .Where(node => node.IsWorker || node.Status != ContainerStatus.Created)
            .ToLookup(node => node.Group);
        _liveWorkers = live.Workers.DistinctBy(worker => worker.Name).ToDictionary(worker => worker.Name);
        for (int group = 0; group < spec.Groups.Count; group++)
        {
            AddGroup(group);
        }
    }

    /// <value>In the order of their indexes.</value>
    public IReadOnlyList<NodePlan> Nodes => [.. _nodes.OrderBy(node => node.Index)];

    /// <value>In the order of their indexes.</value>
    public IReadOnlyList<WorkerPlan> Workers => [.. _workers.OrderBy(worker => worker.Index)];

    private void AddGroup(int group)
    {
        WorkerGroupSpec wanted = _spec.Groups[group];
        Queue<NodeState> live = new(_liveNodes[wanted.Name].OrderBy(node => node.FirstNumber));
        int place = 0;
        int number = 1;
        while (number <= wanted.Count)
        {
            if (live.TryPeek(out NodeState? next) && next.FirstNumber <= number)
            {
                live.Dequeue();
                place = _nodeIndexes.Of(next.Index).Number;
                AddNode(group, next.Index, next.FirstNumber, next.Slots, next.Ports);
                number = Math.Max(number, next.FirstNumber + next.Slots);
                continue;
            }

            place++;
            int room = next is null ? int.MaxValue : next.FirstNumber - number;
            int slots = Math.Min(room, SlotsOfNew(group, wanted.Count - number + 1));
            AddNode(group, _nodeIndexes.IndexOf(group, place), number, slots, []);
            number += slots;
        }
    }

    /// <param name="left">Workers that are still without a place.</param>
    private int SlotsOfNew(int group, int left)
    {
        int perNode = _packings[group].PerNode;
        int each = PortDemand.PerWorker(_spec.Groups[group]);
        return _expose == Exposure.Published ? Math.Min(perNode, left)
            : each == 0 ? perNode
            : Math.Clamp(_spec.Ports.Count / each, 1, perNode);
    }

    /// <param name="published">What the node publishes, slot by slot; empty where that is not known.</param>
    private void AddNode(int group, int index, int first, int slots, IReadOnlyList<NamedPort> published)
    {
        WorkerGroupSpec wanted = _spec.Groups[group];
        int count = Math.Min(slots, wanted.Count - first + 1);
        int each = wanted.Ports.Count;
        long limit = MemoryModel.LimitBytes(wanted);
        WorkerPlan[] workers = new WorkerPlan[count];
        for (int slot = 0; slot < count; slot++)
        {
            NamedPort[] frozen = [.. published.Skip(slot * each).Take(each)];
            workers[slot] = WorkerOf(group, first + slot, index, slot, frozen, limit);
        }

        _workers.AddRange(workers);
        bool isWorker = _packings[group].WorkersAreNodes;
        string name = isWorker ? ClusterNames.Worker(wanted.Name, first) : ClusterNames.Node(index);
        _nodes.Add(new NodePlan
        {
            Index = index,
            Name = name,
            FullName = _names.Full(name),
            ContainerName = _names.Container(name),
            Address = _network.Subnet.AddressAt(index - 1 + FirstNodeOffset),
            FirstWorker = _workerIndexes.IndexOf(group, first),
            WorkerCount = count,
            Slots = slots,
            IsWorker = isWorker,
            Aliases = [.. AliasesOf(index, wanted.Name, first, slots), .. HostnamesOf(workers)],
        });
    }

    private WorkerPlan WorkerOf(int group, int number, int node, int slot, NamedPort[] frozen, long limit)
    {
        WorkerGroupSpec wanted = _spec.Groups[group];
        string name = ClusterNames.Worker(wanted.Name, number);
        int index = _workerIndexes.IndexOf(group, number);
        IReadOnlyList<NamedPort> ports =
            _liveWorkers.TryGetValue(name, out WorkerState? live) && live.Ports.Count == wanted.Ports.Count ? live.Ports
            : frozen.Length == wanted.Ports.Count ? frozen
            : _ports.Next(wanted.Ports, slot);
        return new WorkerPlan
        {
            Index = index,
            Number = number,
            Name = name,
            FullName = _names.Full(name),
            ContainerName = _names.Container(name),
            Node = node,
            Hostname = HostnameTemplate.Render(wanted, _spec, index, number, node),
            Group = wanted,
            Ports = ports,
            MemoryLimitBytes = limit,
        };
    }

    private IEnumerable<string> AliasesOf(int node, string group, int first, int slots)
    {
        IEnumerable<string> names = Enumerable.Range(first, slots)
            .Select(number => ClusterNames.Worker(group, number))
            .Prepend(ClusterNames.Node(node));
        return names.SelectMany(name => (string[])[name, _names.Full(name)]);
    }

    /// <summary>A hostname of the spec's is an alias as well, as in a first plan (ClusterLayout).</summary>
    private IEnumerable<string> HostnamesOf(IEnumerable<WorkerPlan> workers) => workers
        .Where(worker => worker.Hostname is not null && worker.Hostname != worker.Name)
        .SelectMany(worker => (string[])[worker.Hostname!, _names.Full(worker.Hostname!)]);
}
