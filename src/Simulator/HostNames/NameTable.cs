using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.HostNames;

/// <summary>
/// All names of one cluster as its host resolves them. Slots that no worker uses have none; where ports are published,
/// a name's address is 127.0.0.1, which is where the host reaches them.
/// </summary>
internal sealed record NameTable
{
    public required string Cluster { get; init; }

    /// <value>The cluster's network as CIDR text, whose reverse names are its own; null where it is gone.</value>
    public string? Subnet { get; init; }

    /// <value>
    /// The master, then node after node with its workers; of the names of one address the first is its usual one.
    /// </value>
    public required IReadOnlyList<HostName> Names { get; init; }

    /// <value>Each address inside the network and the one name that it is known by.</value>
    public required IReadOnlyList<HostName> Reverse { get; init; }

    public string FullName(HostName name) => new ClusterNames(Cluster).Full(name.Name);

    public static NameTable Of(ClusterPlan plan) => Build(
        plan.Cluster,
        plan.Network.Subnet.ToString(),
        plan.Master.Host,
        plan.Expose,
        plan.Nodes.Select(node => (
            node.Index, node.Name, node.Address, plan.WorkersOn(node).Select(worker => worker.Name))));

    /// <summary>The names of a cluster as an engine remembers it; a node without an address has none.</summary>
    public static NameTable Of(ClusterState cluster, Exposure expose)
    {
        ILookup<int, string> workers = cluster.Workers.ToLookup(worker => worker.Node, worker => worker.Name);
        string? master = cluster.Spec?.Master is ExternalMasterSpec external
            ? external.Host
            : cluster.Gateway?.ToString();
        return Build(
            cluster.Cluster,
            cluster.Subnet,
            cluster.Spec is null ? null : master,
            expose,
            cluster.Nodes.Where(node => node.Address is not null).Select(node => (
                node.Index, node.Name, node.Address!, workers[node.Index])));
    }

    private static NameTable Build(
        string cluster,
        string? subnet,
        string? master,
        Exposure expose,
        IEnumerable<(int Index, string Name, IPAddress Address, IEnumerable<string> Workers)> nodes)
    {
        List<HostName> names = [];
        List<HostName> reverse = [];
        // A master that is known by a name alone has no address to give.
        if (IPAddress.TryParse(master, out IPAddress? address))
        {
            names.Add(new HostName(ClusterNames.MasterWord, address.ToString(), HostNameKind.Master));
            if (Ipv4Network.TryParse(subnet, out Ipv4Network network) && network.Contains(address))
            {
                reverse.Add(names[0]);
            }
        }

        foreach ((int index, string name, IPAddress inside, IEnumerable<string> workers) in nodes)
        {
            string outside = (expose == Exposure.Published ? IPAddress.Loopback : inside).ToString();
            string node = ClusterNames.Node(index);
            bool isWorker = name != node;
            reverse.Add(new HostName(name, inside.ToString(), isWorker ? HostNameKind.Worker : HostNameKind.Node));
            IEnumerable<HostName> members =
                workers.Select(worker => new HostName(worker, outside, HostNameKind.Worker));
            HostName own = new(node, outside, HostNameKind.Node);
            // A worker alone on its node is the node: its name is the address's usual one.
            names.AddRange(isWorker ? members.Append(own) : members.Prepend(own));
        }

        return new NameTable { Cluster = cluster, Subnet = subnet, Names = names, Reverse = reverse };
    }
}
