using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Containers;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Creates a plan's containers by image ID, each at most once: a name that is there is adopted if it is ours.
/// </summary>
internal sealed class ContainerCreator(DockerClient client, ImageStore images, EnginePipelines pipelines)
{
    /// <summary>Makes sure that every image of the plan is on the Engine, the sandbox's included.</summary>
    public async Task LoadImagesAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        await images.SandboxAsync(cancellationToken).ConfigureAwait(false);
        foreach (ImageSpec image in plan.Workers.Select(worker => worker.Group.Image).Distinct())
        {
            await images.FindAsync(image, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Creates the first node's container, whose name stands for the cluster's.</summary>
    public Task<string> CreateFirstAsync(ClusterPlan plan, string networkId, CancellationToken cancellationToken) =>
        plan.Nodes[0].IsWorker
            ? CreateWorkerAsync(plan, plan.Workers[0], new WorkerRenderer(plan), networkId, cancellationToken)
            : CreateNodeAsync(plan, plan.Nodes[0], networkId, cancellationToken);

    public async Task<string> CreateNodeAsync(
        ClusterPlan plan, NodePlan node, string networkId, CancellationToken cancellationToken)
    {
        string image = await images.SandboxAsync(cancellationToken).ConfigureAwait(false);
        return await CreateAsync(
            plan, NodeContainer.For(plan, node, networkId, image), "of the nodes", cancellationToken)
            .ConfigureAwait(false);
    }

    /// <param name="nodeId">The ID of the node's container, or of the network where the worker is its own node.</param>
    public async Task<string> CreateWorkerAsync(
        ClusterPlan plan,
        WorkerPlan worker,
        WorkerRenderer renderer,
        string nodeId,
        CancellationToken cancellationToken)
    {
        string image = await images.FindAsync(worker.Group.Image, cancellationToken).ConfigureAwait(false);
        CreateContainerParameters container =
            WorkerContainer.For(plan, worker, renderer.Render(worker), nodeId, image);
        return await CreateAsync(plan, container, $"of group '{worker.Group.Name}'", cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Writes a worker's files into its container, which must not have been started yet.</summary>
    public async Task WriteFilesAsync(
        WorkerPlan worker, WorkerRenderer renderer, string id, CancellationToken cancellationToken)
    {
        if (worker.Group.Files.Count == 0)
        {
            return;
        }

        foreach ((string directory, byte[] tar) in await WorkerFiles.ArchivesAsync(
            worker.Group, renderer.Render(worker).Files, cancellationToken).ConfigureAwait(false))
        {
            await pipelines.Change.ExecuteAsync(
                async token =>
                {
                    using var archive = new MemoryStream(tar, writable: false);
                    await client.Containers.ExtractArchiveToContainerAsync(id, directory, archive, token)
                        .ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <param name="whose">Ends a sentence that begins with the image.</param>
    private async Task<string> CreateAsync(
        ClusterPlan plan, CreateContainerParameters container, string whose, CancellationToken cancellationToken)
    {
        DockerApiException? conflict = null;
        string? id = await pipelines.Find.ExecuteAsync(
            async token =>
            {
                (string? created, conflict) =
                    await TryCreateAsync(plan, container, whose, token).ConfigureAwait(false);
                return created;
            },
            cancellationToken).ConfigureAwait(false);
        return id ?? throw ClusterPreparer.NameTaken(
            plan, $"the Engine says that a container {container.Name} exists ({conflict?.StatusCode}), and shows none");
    }

    /// <returns>
    /// Neither where the name is held by a container that is not there: one that is being made by an earlier request,
    /// or being removed.
    /// </returns>
    private async Task<(string? Id, DockerApiException? Conflict)> TryCreateAsync(
        ClusterPlan plan, CreateContainerParameters container, string whose, CancellationToken cancellationToken)
    {
        try
        {
            CreateContainerResponse created = await pipelines.Change.ExecuteAsync(
                async token => await client.Containers.CreateContainerAsync(container, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
            return (created.ID, null);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            string? id = await AdoptAsync(plan, container.Name!, exception, cancellationToken).ConfigureAwait(false);
            return (id, exception);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            if (await images.HasAsync(container.Image!, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            throw new ImageMissingException(
                $"Image {container.Image} {whose} was there when the cluster was prepared, and is gone: "
                + $"{exception.Message} Somebody has removed it ('docker image prune' takes what no container uses). "
                + "Run the same command again, which gets the image again where it can be had.",
                exception);
        }
    }

    /// <summary>A create whose answer was lost has made the container: take it when it is of this very run.</summary>
    /// <returns>Null where there is no container of this name.</returns>
    private async Task<string?> AdoptAsync(
        ClusterPlan plan, string name, DockerApiException conflict, CancellationToken cancellationToken)
    {
        try
        {
            ContainerInspectResponse found =
                await client.Containers.InspectContainerAsync(name, cancellationToken).ConfigureAwait(false);
            return found.Config.Labels.GetValueOrDefault(ClusterLabels.Run) == plan.Run.Id
                ? found.ID
                : throw ClusterPreparer.NameTaken(plan, $"the Engine has a container {name} ({conflict.StatusCode})");
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
