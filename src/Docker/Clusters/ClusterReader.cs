using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Core.Specs;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>Finds clusters again from what the Engine remembers: the labels of networks and containers.</summary>
internal sealed class ClusterReader(DockerClient client)
{
    public async Task<IReadOnlyList<ClusterState>> ListAsync(
        Dictionary<string, IReadOnlyList<string>> filter, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContainerFacts> containers =
            await ListContainersAsync(filter, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<NetworkResponse> networks =
            await client.Networks.ListNetworksAsync(filter, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<VolumeResponse> volumes =
            await client.Volumes.ListAsync(filter, cancellationToken).ConfigureAwait(false);
        ILookup<string, ContainerFacts> containersOf = containers.ToLookup(container => container.Cluster);
        ILookup<string, NetworkResponse> networksOf =
            networks.ToLookup(network => network.Labels.GetValueOrDefault(ClusterLabels.Cluster, ""));
        ILookup<string, VolumeResponse> volumesOf =
            volumes.ToLookup(volume => volume.Labels.GetValueOrDefault(ClusterLabels.Cluster, ""));
        return
        [
            .. containersOf.Select(group => group.Key).Union(networksOf.Select(group => group.Key))
                .Where(name => name.Length > 0)
                .Order(StringComparer.Ordinal)
                .Select(name => Describe(name, containersOf[name], networksOf[name].FirstOrDefault(), volumesOf[name])),
        ];
    }

    public Task<IReadOnlyList<ContainerFacts>> ListContainersAsync(
        Dictionary<string, IReadOnlyList<string>> filter, CancellationToken cancellationToken) =>
        client.Containers.ListContainersAsync(
            new ContainersListParameters { All = true, Filters = filter }, ContainerFacts.TryRead, cancellationToken);

    private static ClusterState Describe(
        string name,
        IEnumerable<ContainerFacts> containers,
        NetworkResponse? network,
        IEnumerable<VolumeResponse> volumes)
    {
        ContainerFacts[] all = [.. containers];
        IPAMConfig? addresses = network?.IPAM.Config is [{ } first, ..] ? first : null;
        string run = Label(network, ClusterLabels.Run) ?? all.FirstOrDefault()?.Run ?? "";
        ClusterSpec? spec = SpecJson.TryRead(Label(network, ClusterLabels.Spec));
        VolumeResponse? scaled = ScaleMemory.Latest(
            volumes.Where(volume => volume.Labels.GetValueOrDefault(ClusterLabels.Run) == run));
        return new ClusterState
        {
            Cluster = name,
            Run = run,
            User = Label(network, ClusterLabels.User)
                ?? all.FirstOrDefault()?.User ?? "",
            CreatedAt = network?.Created,
            Spec = spec,
            Counts = scaled is not null
                ? ClusterLabels.ReadCounts(scaled.Labels.GetValueOrDefault(ClusterLabels.Counts))
                : (spec?.Groups ?? []).ToDictionary(group => group.Name, group => group.Count),
            Changes = scaled is not null ? ScaleMemory.ChangeOf(scaled) : 0,
            Expose = ClusterLabels.ReadExpose(Label(network, ClusterLabels.Expose)),
            Keeper = KeeperIdentity.TryParse(Label(network, ClusterLabels.Keeper)) is { } keeper
                ? keeper with
                {
                    HostsFile = Label(network, ClusterLabels.HostsFile),
                    ExpiresAt = ClusterLabels.ReadTime(Label(network, ClusterLabels.Expires)),
                }
                : null,
            Subnet = addresses?.Subnet,
            Gateway = IPAddress.TryParse(addresses?.Gateway, out IPAddress? gateway) ? gateway : null,
            Nodes = Nodes(all),
            Workers = Workers(all),
        };
    }

    /// <summary>The containers that hold an address; a worker alone on its node is its node.</summary>
    private static NodeState[] Nodes(ContainerFacts[] containers) =>
    [
        .. containers.Where(container => container.IsNode)
            .OrderBy(container => container.Node)
            .Select(container => new NodeState(
                container.Node, container.MemberName, container.Status, container.Address)
            {
                Group = container.Group,
                FirstNumber = container.FirstNumber,
                Slots = container.Slots,
                Ports = container.IsWorker ? [] : container.Ports,
                IsWorker = container.IsWorker,
            }),
    ];

    private static WorkerState[] Workers(ContainerFacts[] containers) =>
    [
        .. containers.Where(container => container.IsWorker)
            .OrderBy(container => container.Worker)
            .Select(container => new WorkerState
            {
                Index = container.Worker,
                Name = container.MemberName,
                Group = container.Group,
                Node = container.Node,
                Status = container.Status,
                Ports = container.Ports,
                Detail = container.Detail,
            }),
    ];

    private static string? Label(NetworkResponse? network, string name) => network?.Labels.GetValueOrDefault(name);
}
