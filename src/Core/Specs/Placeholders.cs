namespace ScaleSim.Core.Specs;

/// <summary>The placeholders that templates may hold. A master has no worker's, as it starts before them all.</summary>
public static class Placeholders
{
    public const string WorkerIndex = "worker.index";
    public const string WorkerName = "worker.name";
    public const string WorkerHost = "worker.host";
    public const string WorkerMemory = "worker.memory";
    public const string NodeIndex = "node.index";
    public const string NodeName = "node.name";
    public const string NodeIp = "node.ip";
    public const string PortPrefix = "ports.";
    public const string RamdiskPath = "ramdisk.path";
    public const string RamdiskSize = "ramdisk.size";
    public const string MasterHost = "master.host";
    public const string MasterPort = "master.port";
    public const string NetworkGateway = "network.gateway";
    public const string NetworkSubnet = "network.subnet";
    public const string ClusterName = "cluster.name";
    public const string ClusterWorkers = "cluster.workers";
    public const string RunId = "run.id";
    public const string Seed = "seed";

    private static readonly string[] OfCluster =
    [
        MasterHost, MasterPort, NetworkGateway, NetworkSubnet, ClusterName, ClusterWorkers, RunId, Seed,
    ];

    private static readonly string[] OfWorker =
    [
        WorkerIndex, WorkerName, WorkerHost, WorkerMemory, NodeIndex, NodeName, NodeIp,
    ];

    /// <summary>What a master's command and environment may use.</summary>
    public static IReadOnlyList<string> ForMaster() => OfCluster;

    /// <summary>
    /// What a worker's templates may use; its ports and its first ramdisk only where the group has them.
    /// </summary>
    public static IReadOnlyList<string> ForWorker(WorkerGroupSpec group)
    {
        string[] ofRamdisk = group.Ramdisks.Count > 0 ? [RamdiskPath, RamdiskSize] : [];
        return [.. OfWorker, .. group.Ports.Select(port => PortPrefix + port.Name), .. ofRamdisk, .. OfCluster];
    }
}
