using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Gives a live cluster another size: remembers it, stops and removes the surplus, starts what is missing.
/// </summary>
internal sealed class ClusterScaler(
    DockerClient client,
    ClusterReader reader,
    ContainerCreator creator,
    ClusterStarter starter,
    ContainerIds ids,
    EnginePipelines pipelines,
    TimeProvider time)
{
    private const int Concurrency = 8;
    private const int NamedMax = 5;

    private readonly ScaleMemory _memory = new(client, pipelines);

    public async Task ScaleAsync(
        ScalePlan plan,
        StartOptions options,
        ChannelWriter<EngineEvent> events,
        CancellationToken cancellationToken)
    {
        if (plan.Added.Workers.Count > 0)
        {
            // Before anything is touched: an image may be gone since the start, and have to be pulled again.
            await creator.LoadImagesAsync(plan.Added, cancellationToken).ConfigureAwait(false);
        }

        await _memory.RememberAsync(plan, cancellationToken).ConfigureAwait(false);
        if (plan.RemovedWorkers.Count > 0 || plan.RemovedNodes.Count > 0)
        {
            await ShrinkAsync(plan, events, cancellationToken).ConfigureAwait(false);
        }

        await starter.StartAsync(plan.Target, options, events, cancellationToken).ConfigureAwait(false);
    }

    private async Task ShrinkAsync(
        ScalePlan plan, ChannelWriter<EngineEvent> events, CancellationToken cancellationToken)
    {
        HashSet<int> workers = [.. plan.RemovedWorkers.Select(worker => worker.Index)];
        HashSet<int> nodes = [.. plan.RemovedNodes.Select(node => node.Index)];
        IReadOnlyList<ContainerFacts> containers = await reader.ListContainersAsync(
            ClusterFilter.Of(plan.Target.Cluster, plan.Target.Run.Id), cancellationToken).ConfigureAwait(false);
        ConcurrentBag<string> failures = [];
        await ForEachAsync(
            containers.Where(container => container.IsWorker && workers.Contains(container.Worker)),
            async (container, token) =>
            {
                if (await TryAsync(container, failures, StopAndRemoveAsync, token).ConfigureAwait(false))
                {
                    Report(events, EngineEventKind.WorkerRemoved, container.Worker);
                    if (container.IsNode)
                    {
                        Report(events, EngineEventKind.NodeRemoved, container.Node);
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
        await ForEachAsync(
            containers.Where(container => !container.IsWorker && nodes.Contains(container.Node)),
            async (container, token) =>
            {
                if (await TryAsync(container, failures, RemoveAsync, token).ConfigureAwait(false))
                {
                    Report(events, EngineEventKind.NodeRemoved, container.Node);
                }
            },
            cancellationToken).ConfigureAwait(false);
        ids.Forget(plan.Target.Cluster);
        if (!failures.IsEmpty)
        {
            throw new EngineException(
                $"{failures.Count} surplus containers of cluster {plan.Target.Cluster} could not be removed: "
                + $"{string.Join("; ", failures.Take(NamedMax))}. Scale it once more.");
        }
    }

    private static Task ForEachAsync(
        IEnumerable<ContainerFacts> containers,
        Func<ContainerFacts, CancellationToken, ValueTask> work,
        CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            containers,
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
            work);

    /// <summary>A worker is asked to leave first, so that its master hears of it.</summary>
    private async Task StopAndRemoveAsync(string id, CancellationToken cancellationToken)
    {
        await client.Containers.StopContainerAsync(id, wait: null, cancellationToken).ConfigureAwait(false);
        await RemoveAsync(id, cancellationToken).ConfigureAwait(false);
    }

    private Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        client.Containers.RemoveContainerAsync(id, force: true, removeVolumes: true, cancellationToken);

    /// <returns>False where it is there still; the failure is noted.</returns>
    private async Task<bool> TryAsync(
        ContainerFacts container,
        ConcurrentBag<string> failures,
        Func<string, CancellationToken, Task> remove,
        CancellationToken cancellationToken)
    {
        try
        {
            await pipelines.Remove.ExecuteAsync(
                async token => await remove(container.Id, token).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // Somebody else was faster.
            return true;
        }
        catch (DockerClientException exception)
        {
            failures.Add($"{container.Name}: {exception.Message}");
            return false;
        }
    }

    private void Report(ChannelWriter<EngineEvent> events, EngineEventKind kind, int index) =>
        events.TryWrite(new EngineEvent(time.GetUtcNow(), kind, index));
}
