using System.Net;
using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Containers;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Claims a cluster: its subnet (the Engine is the lock: 403) and its name (the first node's container name: 409,
/// since API 1.41 lets two networks share a name). What fails half way is taken back.
/// </summary>
internal sealed class ClusterPreparer(
    DockerClient client,
    ClusterReader reader,
    ContainerCreator creator,
    ClusterRemover remover,
    EnginePipelines pipelines,
    TimeProvider time)
{
    public async Task PrepareAsync(ClusterPlan plan, KeeperIdentity? keeper, CancellationToken cancellationToken)
    {
        MountSources.Check(plan, client.Endpoint);
        await RefuseLivingAsync(plan, cancellationToken).ConfigureAwait(false);
        await creator.LoadImagesAsync(plan, cancellationToken).ConfigureAwait(false);
        // From here on nothing is cancelled: what a request makes after its caller has gone, nobody would remove.
        try
        {
            string network = await CreateNetworkAsync(plan, keeper).ConfigureAwait(false);
            await creator.CreateFirstAsync(plan, network, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await TakeBackAsync(plan, exception).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Removes what bears this run's label, so that whoever holds the name keeps what is theirs: the network, and the
    /// first node's container where its answer was lost.
    /// </summary>
    /// <exception cref="CleanupIncompleteException">It could not be removed; the message says why at all.</exception>
    private async Task TakeBackAsync(ClusterPlan plan, Exception cause)
    {
        try
        {
            Channel<EngineEvent> unheard = Channel.CreateUnbounded<EngineEvent>();
            await remover.RemoveAsync(plan.Cluster, plan.Run.Id, unheard.Writer, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DockerClientException or CleanupIncompleteException)
        {
            throw new CleanupIncompleteException(
                $"{cause.Message} What had been made of cluster {plan.Cluster} until then is left: {exception.Message}",
                cause)
            {
                Remains = exception is CleanupIncompleteException { Remains: var remains }
                    ? remains
                    : [$"what bears the label {ClusterLabels.Run}={plan.Run.Id}"],
            };
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
        bool isRepeated = false;
        try
        {
            // On API 1.41 a name may be taken twice, and a subnet may not: asking again can't make a second network.
            return await pipelines.Change.ExecuteAsync(
                async _ =>
                {
                    bool isSecond = isRepeated;
                    isRepeated = true;
                    return await CreateOrAdoptAsync(plan, parameters, isSecond).ConfigureAwait(false);
                },
                CancellationToken.None).ConfigureAwait(false);
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

    /// <param name="isRepeated">Whether an earlier request may have made it, and its answer was lost.</param>
    private async Task<string> CreateOrAdoptAsync(
        ClusterPlan plan, NetworksCreateParameters parameters, bool isRepeated)
    {
        try
        {
            NetworksCreateResponse created = await client.Networks
                .CreateNetworkAsync(parameters, CancellationToken.None).ConfigureAwait(false);
            return created.ID;
        }
        catch (DockerApiException exception)
            when (isRepeated && exception.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Conflict)
        {
            // The subnet is taken before the network is listed, so that a request under way is waited for.
            string? own = await pipelines.Find.ExecuteAsync(
                async token => await FindOwnAsync(plan, token).ConfigureAwait(false), CancellationToken.None)
                .ConfigureAwait(false);
            if (own is null)
            {
                throw;
            }

            return own;
        }
    }

    private async Task<string?> FindOwnAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        IReadOnlyList<NetworkResponse> networks = await client.Networks.ListNetworksAsync(
            ClusterFilter.Of(plan.Cluster, plan.Run.Id), cancellationToken).ConfigureAwait(false);
        string subnet = plan.Network.Subnet.ToString();
        return networks
            .FirstOrDefault(network => network.IPAM.Config?.Any(part => part.Subnet == subnet) == true)?.ID;
    }
}
