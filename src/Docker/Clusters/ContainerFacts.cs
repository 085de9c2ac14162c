using System.Globalization;
using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Core.Ports;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>What a list of containers says of one of ours.</summary>
/// <param name="Worker">The worker's index; 0 for a sandbox.</param>
internal sealed record ContainerFacts(ContainerListResponse Container, string Cluster, string Run, int Node, int Worker)
{
    public string Id => Container.ID;

    public string Name => Container.Names.Count > 0 ? Container.Names[0].TrimStart('/') : Id[..12];

    /// <value>The name of the node or worker: the container's without the cluster's in front.</value>
    public string MemberName => Name[(Cluster.Length + 1)..];

    public bool IsWorker => Worker > 0;

    /// <value>Whether it holds a network: a sandbox, or a worker alone on its node.</value>
    public bool IsNode => !IsWorker || Address is not null;

    /// <value>The group of the worker, or of the workers on the node; empty where no label says it.</value>
    public string Group => Label(Container, ClusterLabels.Group);

    public bool IsRunning => Status == ContainerStatus.Running;

    public ContainerStatus Status => Enum.TryParse(Container.State, ignoreCase: true, out ContainerStatus status)
        ? status
        : ContainerStatus.Dead;

    /// <value>The address of a container that has a network of its own; null for a joiner.</value>
    public IPAddress? Address => Container.NetworkSettings.Networks.Values
        .Select(endpoint => endpoint.IPAMConfig?.IPv4Address is { Length: > 0 } planned ? planned : endpoint.IPAddress)
        .Select(text => IPAddress.TryParse(text, out IPAddress? address) ? address : null)
        .FirstOrDefault(address => address is not null);

    /// <value>The number, within the group, of the worker or of the first on the node; 0 where it is not known.</value>
    public int FirstNumber => IsWorker
        ? ClusterNames.TryParseWorker(MemberName, out _, out int number) ? number : 0
        : NumberOf(ClusterLabels.FirstNumber);

    /// <value>Places for workers; 0 where it is not known.</value>
    public int Slots => IsWorker ? 1 : NumberOf(ClusterLabels.Slots);

    public IReadOnlyList<NamedPort> Ports => ClusterLabels.ReadPorts(Label(Container, ClusterLabels.Ports));

    /// <summary>Null for a container that does not bear the labels of a node or worker.</summary>
    public static ContainerFacts? TryRead(ContainerListResponse container)
    {
        string cluster = Label(container, ClusterLabels.Cluster);
        _ = int.TryParse(Label(container, ClusterLabels.Worker), CultureInfo.InvariantCulture, out int worker);
        return cluster.Length > 0
            && int.TryParse(Label(container, ClusterLabels.Node), CultureInfo.InvariantCulture, out int node)
                ? new ContainerFacts(container, cluster, Label(container, ClusterLabels.Run), node, worker)
                : null;
    }

    private int NumberOf(string label) =>
        int.TryParse(Label(Container, label), CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static string Label(ContainerListResponse container, string name) =>
        container.Labels.GetValueOrDefault(name, "");
}
