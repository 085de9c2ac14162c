using System.Globalization;
using ScaleSim.Core.Ramdisks;

namespace ScaleSim.Core.Specs;

/// <summary>The placeholders that templates may hold. A master has no worker's, as it starts before them all.</summary>
public static class Placeholders
{
    public const string WorkerIndex = "worker.index";
    public const string WorkerName = "worker.name";
    public const string WorkerHost = "worker.host";
    public const string WorkerGroup = "worker.group";

    /// <value>The worker's number within its group, from 1; it is the index where there is one group.</value>
    public const string WorkerNumber = "worker.number";

    public const string WorkerMemory = "worker.memory";
    public const string NodeIndex = "node.index";
    public const string NodeName = "node.name";
    public const string NodeIp = "node.ip";
    public const string PortPrefix = "ports.";
    public const string RamdiskPath = "ramdisk.path";
    public const string RamdiskSize = "ramdisk.size";

    /// <value>Any ramdisk by its place in the group's list: <c>ramdisks.1.path</c>, <c>ramdisks.2.size</c>.</value>
    public const string RamdiskPrefix = "ramdisks.";

    public const string MasterHost = "master.host";
    public const string MasterPort = "master.port";
    public const string NetworkGateway = "network.gateway";
    public const string NetworkSubnet = "network.subnet";

    /// <value>The length of the subnet's prefix, such as 20.</value>
    public const string NetworkPrefix = "network.prefix";

    public const string ClusterName = "cluster.name";
    public const string ClusterWorkers = "cluster.workers";
    public const string RunId = "run.id";
    public const string Seed = "seed";

    private static readonly string[] OfCluster =
    [
        MasterHost, MasterPort, NetworkGateway, NetworkSubnet, NetworkPrefix, ClusterName, ClusterWorkers, RunId, Seed,
    ];

    private static readonly string[] OfWorker =
    [
        WorkerIndex, WorkerNumber, WorkerName, WorkerHost, WorkerGroup, WorkerMemory, NodeIndex, NodeName, NodeIp,
    ];

    private static readonly HashSet<string> Numbers =
    [
        WorkerIndex, WorkerNumber, WorkerMemory, NodeIndex, RamdiskSize, MasterPort, NetworkPrefix, ClusterWorkers,
        Seed,
    ];

    /// <summary>What a master's command and environment may use.</summary>
    public static IReadOnlyList<string> ForMaster() => OfCluster;

    /// <summary>
    /// What a worker's templates may use; its ports and its ramdisks only where the group has them.
    /// </summary>
    public static IReadOnlyList<string> ForWorker(WorkerGroupSpec group) =>
    [
        .. OfWorker, .. group.Ports.Select(port => PortPrefix + port.Name), .. OfRamdisks(group), .. OfCluster,
    ];

    /// <summary>
    /// What a worker's hostname may use: what a worker is called by, before it has any address or port.
    /// </summary>
    public static IReadOnlyList<string> ForHostname() =>
        [WorkerIndex, WorkerNumber, WorkerName, WorkerGroup, NodeIndex, ClusterName, Seed];

    /// <summary>
    /// Whether a known placeholder is a number, which can be summed and padded: <c>{worker.index + 1:0000}</c>.
    /// </summary>
    public static bool IsNumber(string name) =>
        Numbers.Contains(name)
        || name.StartsWith(PortPrefix, StringComparison.Ordinal)
        || TryRamdisk(name, out _, out bool isSize) && isSize;

    /// <summary>Reads <c>ramdisks.2.size</c>.</summary>
    /// <param name="position">From 0.</param>
    /// <param name="isSize">True for its size in bytes, false for its path.</param>
    public static bool TryRamdisk(string name, out int position, out bool isSize)
    {
        string[] parts = name.Split('.');
        isSize = parts is [_, _, "size"];
        position = -1;
        if (parts is ["ramdisks", { } number, "path" or "size"]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int found))
        {
            position = found - 1;
        }

        return position >= 0;
    }

    private static IEnumerable<string> OfRamdisks(WorkerGroupSpec group)
    {
        if (group.Ramdisks.Count == 0)
        {
            return [];
        }

        IEnumerable<string> each = Enumerable.Range(1, Math.Min(group.Ramdisks.Count, RamdiskValidator.CountMax))
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{RamdiskPrefix}{number}"))
            .SelectMany(ramdisk => new[] { $"{ramdisk}.path", $"{ramdisk}.size" });
        return [RamdiskPath, RamdiskSize, .. each];
    }
}
