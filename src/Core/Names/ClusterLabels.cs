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

    /// <value>The group of a worker, or of the workers on a node.</value>
    public const string Group = "scalesim.group";

    /// <value>On workers: by how many nanoseconds their timers may be late; absent for the kernel's own.</value>
    public const string TimerSlack = "scalesim.timer-slack";

    /// <value>
    /// On a node that is a container of its own: the number, within its group, of the worker in its first slot.
    /// </value>
    public const string FirstNumber = "scalesim.first";

    /// <value>On a node that is a container of its own: its places for workers, used or not.</value>
    public const string Slots = "scalesim.slots";

    /// <value>
    /// A worker's ports: <c>data=20000,web=20001</c>. On a node that publishes: those of all of its slots, in order.
    /// </value>
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

    /// <value>On the network: when the cluster's time to live ends (<see cref="KeeperIdentity.ExpiresAt"/>).</value>
    public const string Expires = "scalesim.expires";

    /// <value>On the network: when the cluster was made, ISO 8601 in UTC.</value>
    public const string Created = "scalesim.created";

    /// <value>On the network: <c>direct</c> or <c>published</c>, as it was planned.</value>
    public const string Expose = "scalesim.expose";

    /// <value>
    /// On a volume of <see cref="RoleScale"/>: how many workers each group is to have, <c>pi4=3,worker=250</c>.
    /// </value>
    public const string Counts = "scalesim.counts";

    /// <value>On a volume of <see cref="RoleScale"/>: which change of size it was, from 1.</value>
    public const string Change = "scalesim.change";

    public const string RoleNetwork = "network";

    /// <value>
    /// An empty volume that remembers the size that the cluster was last scaled to. Labels can't be changed once their
    /// object exists, so each change of size makes another and the one with the highest number counts.
    /// </value>
    public const string RoleScale = "scale";
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
        labels[Expose] = WriteExpose(plan.Expose);
        labels[Created] = WriteTime(created);
        if (keeper is not null)
        {
            labels[Keeper] = keeper.ToString();
        }

        if (keeper?.HostsFile is { } hostsFile)
        {
            labels[HostsFile] = hostsFile;
        }

        if (keeper?.ExpiresAt is { } expires)
        {
            labels[Expires] = WriteTime(expires);
        }

        return labels;
    }

    /// <summary>For a node that is a container of its own.</summary>
    public static IReadOnlyDictionary<string, string> ForNode(ClusterPlan plan, NodePlan node)
    {
        Dictionary<string, string> labels = Common(plan, RoleNode);
        labels[Node] = Text(node.Index);
        labels[Slots] = Text(node.Slots);
        WorkerPlan[] workers = [.. plan.WorkersOn(node)];
        if (workers is [{ } first, ..] && ClusterNames.TryParseWorker(first.Name, out string group, out int number))
        {
            labels[Group] = group;
            labels[FirstNumber] = Text(number);
        }

        if (plan.Expose == Exposure.Published)
        {
            labels[Ports] = WritePorts(workers.SelectMany(worker => worker.Ports));
        }

        return labels;
    }

    /// <summary>For the volume that remembers a change of size.</summary>
    /// <param name="plan">The cluster as it is to be.</param>
    /// <param name="change">Which change it is, from 1.</param>
    public static IReadOnlyDictionary<string, string> ForScale(ClusterPlan plan, int change)
    {
        Dictionary<string, string> labels = Common(plan, RoleScale);
        labels[Change] = Text(change);
        labels[Counts] = WriteCounts(plan.Spec.Groups.Select(group => KeyValuePair.Create(group.Name, group.Count)));
        return labels;
    }

    public static IReadOnlyDictionary<string, string> ForWorker(ClusterPlan plan, WorkerPlan worker)
    {
        Dictionary<string, string> labels = Common(plan, RoleWorker);
        labels[Node] = Text(worker.Node);
        labels[Worker] = Text(worker.Index);
        labels[Group] = worker.Group.Name;
        labels[Ports] = WritePorts(worker.Ports);
        if (worker.Group.TimerSlack is { } slack)
        {
            labels[TimerSlack] = slack.TotalNanoseconds.ToString("F0", CultureInfo.InvariantCulture);
        }

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

    /// <summary>The form of <see cref="Counts"/>.</summary>
    public static string WriteCounts(IEnumerable<KeyValuePair<string, int>> counts) => string.Join(
        ',', counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));

    /// <summary>Reads <c>pi4=3,worker=250</c>; what does not look like a count is left out.</summary>
    public static IReadOnlyDictionary<string, int> ReadCounts(string? text)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (NamedPort pair in ReadPorts(text))
        {
            counts[pair.Name] = pair.Number;
        }

        return counts;
    }

    /// <summary>Reads what <see cref="Expose"/> holds; null where it is something else.</summary>
    public static Exposure? ReadExpose(string? text) =>
        Enum.TryParse(text, ignoreCase: true, out Exposure expose) && expose != Exposure.Auto ? expose : null;

    /// <summary>Reads what <see cref="Expires"/> holds; null where it is something else.</summary>
    public static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset time) ? time : null;

    private static string WriteTime(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static string WriteExpose(Exposure expose) => expose == Exposure.Published ? "published" : "direct";

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
