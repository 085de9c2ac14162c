using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Names;

/// <summary>
/// The marks that everything of a cluster bears in its engine, and by which clusters are found again: ScaleSim has no
/// state file. What bears none of them is somebody else's.
/// </summary>
public static class ClusterLabels
{
    public const string Cluster = "scalesim.cluster";
    public const string Run = "scalesim.run";

    /// <value><see cref="RoleNetwork"/>, <see cref="RoleNode"/> or <see cref="RoleWorker"/>.</value>
    public const string Role = "scalesim.role";

    /// <value>A node's index; on a worker that of its node.</value>
    public const string Node = "scalesim.node";

    /// <value>A worker's index.</value>
    public const string Worker = "scalesim.worker";

    /// <value>A worker's ports: <c>data=20000,web=20001</c>.</value>
    public const string Ports = "scalesim.ports";

    /// <value>The version of ScaleSim that made the thing.</value>
    public const string Version = "scalesim.version";

    /// <value>The user of the host who started the cluster.</value>
    public const string User = "scalesim.user";

    /// <value>On the network: the spec as JSON, its secrets hidden.</value>
    public const string Spec = "scalesim.spec";

    /// <value>On the network: which process keeps the cluster (<see cref="KeeperIdentity.ToString"/>).</value>
    public const string Keeper = "scalesim.keeper";

    /// <value>On the network: the hosts file with the cluster's names (<see cref="KeeperIdentity.HostsFile"/>).</value>
    public const string HostsFile = "scalesim.hosts-file";

    /// <value>On the network: when the cluster was made, ISO 8601 in UTC.</value>
    public const string Created = "scalesim.created";

    public const string RoleNetwork = "network";
    public const string RoleNode = "node";

    /// <value>
    /// A worker; where it has a network of its own it is its node as well, and there is no other container.
    /// </value>
    public const string RoleWorker = "worker";

    public static IReadOnlyDictionary<string, string> ForNetwork(
        ClusterPlan plan, KeeperIdentity? keeper, DateTimeOffset created)
    {
        Dictionary<string, string> labels = Common(plan, RoleNetwork);
        labels[Spec] = SpecJson.Write(plan.Spec);
        labels[Created] = created.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        if (keeper is not null)
        {
            labels[Keeper] = keeper.ToString();
        }

        if (keeper?.HostsFile is { } hostsFile)
        {
            labels[HostsFile] = hostsFile;
        }

        return labels;
    }

    /// <summary>For a node that is a container of its own.</summary>
    public static IReadOnlyDictionary<string, string> ForNode(ClusterPlan plan, NodePlan node)
    {
        Dictionary<string, string> labels = Common(plan, RoleNode);
        labels[Node] = Text(node.Index);
        return labels;
    }

    public static IReadOnlyDictionary<string, string> ForWorker(ClusterPlan plan, WorkerPlan worker)
    {
        Dictionary<string, string> labels = Common(plan, RoleWorker);
        labels[Node] = Text(worker.Node);
        labels[Worker] = Text(worker.Index);
        labels[Ports] = WritePorts(worker.Ports);
        return labels;
    }

    /// <summary>The form of <see cref="Ports"/>.</summary>
    public static string WritePorts(IEnumerable<NamedPort> ports) => string.Join(
        ',', ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Name}={port.Number}")));

    /// <summary>Reads <c>data=20000,web=20001</c>; what does not look like a port is left out.</summary>
    public static IReadOnlyList<NamedPort> ReadPorts(string? text)
    {
        List<NamedPort> ports = [];
        foreach (string part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = part.Split('=', 2);
            if (sides.Length == 2
                && int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                ports.Add(new NamedPort(sides[0], number));
            }
        }

        return ports;
    }

    private static Dictionary<string, string> Common(ClusterPlan plan, string role) => new(StringComparer.Ordinal)
    {
        [Cluster] = plan.Cluster,
        [Run] = plan.Run.Id,
        [Role] = role,
        [Version] = plan.Run.Version,
        [User] = plan.Run.User,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
