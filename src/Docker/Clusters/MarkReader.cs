using System.Text.RegularExpressions;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Marks;
using ScaleSim.Core.Names;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Clusters;

/// <summary>What bears a cluster's labels, without what else the Engine knows of it.</summary>
internal sealed partial class MarkReader(DockerClient client, EnginePipelines pipelines)
{
    private const string BridgeName = "com.docker.network.bridge.name";

    public async Task<IReadOnlyList<MarkedContainer>> ListContainersAsync(
        string cluster, string? run, CancellationToken cancellationToken)
    {
        var wanted = new ContainersListParameters { All = true, Filters = ClusterFilter.Of(cluster, run) };
        IReadOnlyList<ContainerListResponse> containers = await pipelines.Remove.ExecuteAsync(
            async token => await client.Containers.ListContainersAsync(wanted, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. containers.Select(container => new MarkedContainer(
                container.ID,
                container.Names is [{ } name, ..] ? name.TrimStart('/') : container.ID,
                container.Labels.GetValueOrDefault(ClusterLabels.Run, ""),
                [.. container.Mounts.Where(IsAnonymous).Select(mount => mount.Name)])),
        ];
    }

    public async Task<IReadOnlyList<MarkedNetwork>> ListNetworksAsync(
        string cluster, string? run, CancellationToken cancellationToken)
    {
        IReadOnlyList<NetworkResponse> networks = await pipelines.Remove.ExecuteAsync(
            async token => await client.Networks.ListNetworksAsync(ClusterFilter.Of(cluster, run), token)
                .ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. networks.Select(network => new MarkedNetwork(
                network.ID, network.Name, network.Labels.GetValueOrDefault(ClusterLabels.Run, ""))
            {
                Bridge = network.Options.GetValueOrDefault(BridgeName),
                Subnet = network.IPAM.Config is [{ } first, ..] ? first.Subnet : null,
                Keeper = KeeperIdentity.TryParse(network.Labels.GetValueOrDefault(ClusterLabels.Keeper)),
            }),
        ];
    }

    public async Task<IReadOnlyList<string>> ListVolumesAsync(
        string cluster, string? run, IReadOnlyCollection<string> known, CancellationToken cancellationToken)
    {
        IReadOnlyList<VolumeResponse> marked =
            await ListAsync(ClusterFilter.Of(cluster, run), cancellationToken).ConfigureAwait(false);
        IEnumerable<string> names = marked.Select(volume => volume.Name);
        if (known.Count == 0)
        {
            return [.. names];
        }

        // One list for all: a thousand names would not fit in a request's line.
        HashSet<string> wanted = [.. known];
        IReadOnlyList<VolumeResponse> dangling = await ListAsync(
            new Dictionary<string, IReadOnlyList<string>> { ["dangling"] = ["true"] }, cancellationToken)
            .ConfigureAwait(false);
        return [.. names.Union(dangling.Select(volume => volume.Name).Where(wanted.Contains))];
    }

    // A removal goes on through a restart of the daemon, and so does its proof.
    private async Task<IReadOnlyList<VolumeResponse>> ListAsync(
        Dictionary<string, IReadOnlyList<string>> filter, CancellationToken cancellationToken) =>
        await pipelines.Remove.ExecuteAsync(
            async token => await client.Volumes.ListAsync(filter, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);

    // A volume with a name is the user's, and outlives its containers.
    private static bool IsAnonymous(MountPoint mount) => mount.Type == "volume" && Anonymous().IsMatch(mount.Name);

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Anonymous();
}
