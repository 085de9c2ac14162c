using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Containers;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Claims a cluster: its subnet (the Engine is the lock: 403) and its name (the first node's container name: 409,
/// since API 1.41 lets two networks share a name).
/// </summary>
internal sealed class ClusterPreparer(
    DockerClient client, ClusterReader reader, ContainerCreator creator, TimeProvider time)
{
    public async Task PrepareAsync(ClusterPlan plan, KeeperIdentity? keeper, CancellationToken cancellationToken)
    {
        MountSources.Check(plan, client.Endpoint);
        await RefuseLivingAsync(plan, cancellationToken).ConfigureAwait(false);
        await creator.LoadImagesAsync(plan, cancellationToken).ConfigureAwait(false);
        // From here on nothing is cancelled: what a request makes after its caller has gone, nobody would remove.
        string network = await CreateNetworkAsync(plan, keeper).ConfigureAwait(false);
        try
        {
            await creator.CreateFirstAsync(plan, network, CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            // Ours by its ID: whoever holds the name keeps a network of the same name.
            await client.Networks.DeleteNetworkAsync(network, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    public static ClusterExistsException NameTaken(ClusterPlan plan, string evidence) => new(
        $"Cluster {plan.Cluster} exists already: {evidence}. Change its size with 'scalesim scale {plan.Cluster} N', "
        + $"remove it with 'scalesim down {plan.Cluster}', or choose another name with --name.");

    private async Task RefuseLivingAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        IReadOnlyList<ClusterState> found =
            await reader.ListAsync(ClusterFilter.Of(plan.Cluster), cancellationToken).ConfigureAwait(false);
        if (found is [{ } cluster, ..])
        {
            throw NameTaken(
                plan,
                $"run {cluster.Run} of user {cluster.User} with {cluster.Workers.Count} workers bears its labels");
        }
    }

    private async Task<string> CreateNetworkAsync(ClusterPlan plan, KeeperIdentity? keeper)
    {
        NetworksCreateParameters parameters = ClusterNetwork.For(plan, keeper, time.GetUtcNow());
        try
        {
            // No retry: a network whose answer was lost would be made twice on API 1.41.
            NetworksCreateResponse created = await client.Networks
                .CreateNetworkAsync(parameters, CancellationToken.None).ConfigureAwait(false);
            return created.ID;
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.Forbidden)
        {
            throw new PlanConflictException(
                $"Subnet {plan.Network.Subnet} is taken on this engine: {exception.Message} Another one is tried.",
                exception) { Subnet = plan.Network.Subnet };
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            throw NameTaken(plan, $"the Engine has a network {plan.Network.Name}");
        }
    }
}
