using ScaleSim.Core.Names;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>Lays groups out on nodes, one group after the other: names, addresses, slots, ports.</summary>
internal sealed class ClusterLayout(
    ClusterNames names, NetworkPlan network, IPortNumbers ports, ClusterSpec spec, Exposure expose)
{
    // The gateway has offset 1.
    private const int FirstNodeOffset = 2;

    private readonly List<NodePlan> _nodes = [];
    private readonly List<WorkerPlan> _workers = new(spec.Workers);

    public IReadOnlyList<NodePlan> Nodes => _nodes;

    public IReadOnlyList<WorkerPlan> Workers => _workers;

    public void Add(Packing packing)
    {
        long limit = MemoryModel.LimitBytes(packing.Group);
        for (int node = 0; node < packing.Nodes; node++)
        {
            int before = node * packing.PerNode;
            int count = Math.Min(packing.PerNode, packing.Group.Count - before);
            int first = _workers.Count + 1;
            for (int slot = 0; slot < count; slot++)
            {
                _workers.Add(WorkerOf(packing.Group, before + slot + 1, slot, limit));
            }

            _nodes.Add(NodeOf(packing, before, first, count));
        }
    }

    private WorkerPlan WorkerOf(WorkerGroupSpec group, int number, int slot, long limit)
    {
        string name = ClusterNames.Worker(group.Name, number);
        return new WorkerPlan
        {
            Index = _workers.Count + 1,
            Number = number,
            Name = name,
            FullName = names.Full(name),
            ContainerName = names.Container(name),
            Node = _nodes.Count + 1,
            Hostname = HostnameTemplate.Render(group, spec, _workers.Count + 1, number, _nodes.Count + 1),
            Group = group,
            Ports = ports.Next(group.Ports, slot),
            MemoryLimitBytes = limit,
        };
    }

    private NodePlan NodeOf(Packing packing, int before, int first, int count)
    {
        int index = _nodes.Count + 1;
        string node = ClusterNames.Node(index);
        bool isWorker = packing.WorkersAreNodes;
        string name = isWorker ? _workers[first - 1].Name : node;
        int slots = SlotsOf(packing, count);
        return new NodePlan
        {
            Index = index,
            Name = name,
            FullName = names.Full(name),
            ContainerName = names.Container(name),
            Address = network.Subnet.AddressAt(index - 1 + FirstNodeOffset),
            FirstWorker = first,
            WorkerCount = count,
            Slots = slots,
            IsWorker = isWorker,
            Aliases =
            [
                .. AliasesOf(node, packing.Group.Name, before, first, count, slots),
                .. HostnamesOf(first, count),
            ],
        };
    }

    /// <summary>
    /// Free slots are for scaling up, where their ports fit the range. A node whose ports are published gets none:
    /// what it publishes is frozen when it is created, so scaling up opens nodes.
    /// </summary>
    private int SlotsOf(Packing packing, int count)
    {
        if (expose == Exposure.Published)
        {
            return count;
        }

        int each = PortDemand.PerWorker(packing.Group);
        return each == 0 ? packing.PerNode : Math.Clamp(spec.Ports.Count / each, count, packing.PerNode);
    }

    /// <summary>A hostname is no name that others can look up (moby#36333), so that it is an alias as well.</summary>
    private IEnumerable<string> HostnamesOf(int first, int count) =>
        _workers.Skip(first - 1).Take(count)
            .Where(worker => worker.Hostname is not null && worker.Hostname != worker.Name)
            .SelectMany(worker => new[] { worker.Hostname!, names.Full(worker.Hostname!) });

    private string[] AliasesOf(string node, string group, int before, int first, int count, int slots)
    {
        string[] aliases = new string[2 * (slots + 1)];
        aliases[0] = node;
        aliases[1] = names.Full(node);
        for (int slot = 0; slot < slots; slot++)
        {
            WorkerPlan? worker = slot < count ? _workers[first - 1 + slot] : null;
            string name = worker?.Name ?? ClusterNames.Worker(group, before + slot + 1);
            aliases[2 * (slot + 1)] = name;
            aliases[(2 * (slot + 1)) + 1] = worker?.FullName ?? names.Full(name);
        }

        return aliases;
    }
}
