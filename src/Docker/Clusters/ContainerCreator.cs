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
        return await CreateAsync(plan, NodeContainer.For(plan, node, networkId, image), cancellationToken)
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
        return await CreateAsync(plan, container, cancellationToken).ConfigureAwait(false);
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

    private async Task<string> CreateAsync(
        ClusterPlan plan, CreateContainerParameters container, CancellationToken cancellationToken)
    {
        try
        {
            CreateContainerResponse created = await pipelines.Change.ExecuteAsync(
                async token => await client.Containers.CreateContainerAsync(container, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
            return created.ID;
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            return await AdoptAsync(plan, container.Name!, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A create whose answer was lost has made the container: take it when it is of this very run.</summary>
    private async Task<string> AdoptAsync(
        ClusterPlan plan, string name, DockerApiException conflict, CancellationToken cancellationToken)
    {
        ContainerInspectResponse found =
            await client.Containers.InspectContainerAsync(name, cancellationToken).ConfigureAwait(false);
        return found.Config.Labels.GetValueOrDefault(ClusterLabels.Run) == plan.Run.Id
            ? found.ID
            : throw ClusterPreparer.NameTaken(plan, $"the Engine has a container {name} ({conflict.StatusCode})");
    }
}
