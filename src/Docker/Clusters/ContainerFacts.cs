using System.Globalization;
using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Core.Ports;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// What a list of containers says of one of ours, and no more: the Engine's answer is ten times as large.
/// </summary>
internal sealed record ContainerFacts
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Cluster { get; init; }

    public required string Run { get; init; }

    /// <value>The user that started it; empty where no label says it.</value>
    public required string User { get; init; }

    public required int Node { get; init; }

    /// <value>The worker's index; 0 for a sandbox.</value>
    public required int Worker { get; init; }

    /// <value>The group of the worker, or of the workers on the node; empty where no label says it.</value>
    public required string Group { get; init; }

    public required ContainerStatus Status { get; init; }

    /// <value>The status in the Engine's words, such as <c>Exited (137) 2 minutes ago</c>.</value>
    public required string Detail { get; init; }

    /// <value>The address of a container that has a network of its own; null for a joiner.</value>
    public required IPAddress? Address { get; init; }

    /// <value>The number, within the group, of the worker or of the first on the node; 0 where it is not known.</value>
    public required int FirstNumber { get; init; }

    /// <value>Places for workers; 0 where it is not known.</value>
    public required int Slots { get; init; }

    public required IReadOnlyList<NamedPort> Ports { get; init; }

    /// <value>The name of the node or worker: the container's without the cluster's in front.</value>
    public string MemberName => MemberOf(Name, Cluster);

    public bool IsWorker => Worker > 0;

    /// <value>Whether it holds a network: a sandbox, or a worker alone on its node.</value>
    public bool IsNode => !IsWorker || Address is not null;

    public bool IsRunning => Status == ContainerStatus.Running;

    /// <summary>Null for a container that does not bear the labels of a node or worker.</summary>
    public static ContainerFacts? TryRead(ContainerListResponse container)
    {
        string cluster = Label(container, ClusterLabels.Cluster);
        int worker = NumberOf(container, ClusterLabels.Worker);
        if (cluster.Length == 0
            || !int.TryParse(Label(container, ClusterLabels.Node), CultureInfo.InvariantCulture, out int node))
        {
            return null;
        }

        string name = container.Names.Count > 0 ? container.Names[0].TrimStart('/') : container.ID[..12];
        return new ContainerFacts
        {
            Id = container.ID,
            Name = name,
            Cluster = cluster,
            Run = Label(container, ClusterLabels.Run),
            User = Label(container, ClusterLabels.User),
            Node = node,
            Worker = worker,
            Group = Label(container, ClusterLabels.Group),
            Status = StatusOf(container),
            Detail = container.Status,
            Address = AddressOf(container),
            FirstNumber = worker > 0
                ? ClusterNames.TryParseWorker(MemberOf(name, cluster), out _, out int number) ? number : 0
                : NumberOf(container, ClusterLabels.FirstNumber),
            Slots = worker > 0 ? 1 : NumberOf(container, ClusterLabels.Slots),
            Ports = ClusterLabels.ReadPorts(Label(container, ClusterLabels.Ports)),
        };
    }

    /// <summary>A container with our labels may have been given another name.</summary>
    private static string MemberOf(string name, string cluster) =>
        name.Length > cluster.Length ? name[(cluster.Length + 1)..] : name;

    private static ContainerStatus StatusOf(ContainerListResponse container) =>
        Enum.TryParse(container.State, ignoreCase: true, out ContainerStatus status) ? status : ContainerStatus.Dead;

    private static IPAddress? AddressOf(ContainerListResponse container) => container.NetworkSettings.Networks.Values
        .Select(endpoint => endpoint.IPAMConfig?.IPv4Address is { Length: > 0 } planned ? planned : endpoint.IPAddress)
        .Select(text => IPAddress.TryParse(text, out IPAddress? address) ? address : null)
        .FirstOrDefault(address => address is not null);

    private static int NumberOf(ContainerListResponse container, string label) =>
        int.TryParse(Label(container, label), CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static string Label(ContainerListResponse container, string name) =>
        container.Labels.GetValueOrDefault(name, "");
}
