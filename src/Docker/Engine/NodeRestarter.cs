using System.Collections.Concurrent;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Clusters;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Restarts nodes as a whole. A worker joins its node's network when it starts; where the node is restarted under it,
/// it is left in the network of before, which nobody reaches.
/// </summary>
internal sealed class NodeRestarter(
    DockerClient client, ClusterReader reader, NetworkShaper shaper, TimerSlack timers, EnginePipelines pipelines)
{
    private const int Concurrency = 16;
    private const int NamedMax = 10;
    private static readonly TimeSpan SandboxWait = TimeSpan.FromSeconds(1);

    public async Task RestartAsync(
        string cluster, IReadOnlyCollection<int> nodes, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContainerFacts> containers = await reader.ListContainersAsync(
            ClusterFilter.Of(cluster), cancellationToken).ConfigureAwait(false);
        ContainerFacts[] meant = [.. containers.Where(container => nodes.Contains(container.Node))];
        ContainerFacts[] sandboxes = [.. meant.Where(container => !container.IsWorker)];
        ContainerFacts[] workers =
        [
            .. meant.Where(container => container.IsWorker && container.Status
                is ContainerStatus.Running or ContainerStatus.Paused or ContainerStatus.Restarting),
        ];
        var failures = new ConcurrentBag<string>();
        // Read before anything is stopped: what can't be read leaves all as it is.
        ClusterPlan? plan = await PlanAsync(cluster, cancellationToken).ConfigureAwait(false);
        await ForEachAsync(workers, failures, StopAsync, cancellationToken).ConfigureAwait(false);
        await ForEachAsync(
            sandboxes,
            failures,
            (container, token) => RestartSandboxAsync(plan, container, token),
            cancellationToken).ConfigureAwait(false);
        await ForEachAsync(workers, failures, StartAsync, cancellationToken).ConfigureAwait(false);
        if (!failures.IsEmpty)
        {
            throw new EngineException(
                $"Restarting {nodes.Count} nodes of cluster {cluster} failed for {failures.Count} containers: "
                + $"{string.Join("; ", failures.Order(StringComparer.Ordinal).Take(NamedMax))}. "
                + $"See 'scalesim status {cluster}', and try again.");
        }
    }

    private async Task StopAsync(ContainerFacts container, CancellationToken cancellationToken) =>
        await client.Containers.StopContainerAsync(container.Id, wait: null, cancellationToken).ConfigureAwait(false);

    private async Task StartAsync(ContainerFacts container, CancellationToken cancellationToken)
    {
        await client.Containers.StartContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
        await timers.SetAsync(container.Id, cancellationToken).ConfigureAwait(false);
    }

    private async Task RestartSandboxAsync(
        ClusterPlan? plan, ContainerFacts container, CancellationToken cancellationToken)
    {
        await client.Containers.RestartContainerAsync(container.Id, SandboxWait, cancellationToken)
            .ConfigureAwait(false);
        if (plan?.FindNode(container.Node) is { } node)
        {
            // Its interfaces are new ones, without the bounds of the old.
            await shaper.LimitAsync(plan, node, container.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ClusterPlan?> PlanAsync(string cluster, CancellationToken cancellationToken)
    {
        IReadOnlyList<ClusterState> found = await reader.ListAsync(ClusterFilter.Of(cluster), cancellationToken)
            .ConfigureAwait(false);
        return found is [{ } state, ..] ? LivePlan.TryOf(state) : null;
    }

    private Task ForEachAsync(
        IEnumerable<ContainerFacts> containers,
        ConcurrentBag<string> failures,
        Func<ContainerFacts, CancellationToken, Task> work,
        CancellationToken cancellationToken) => Parallel.ForEachAsync(
        containers,
        new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
        async (container, token) =>
        {
            try
            {
                await pipelines.Change.ExecuteAsync(
                    async inner => await work(container, inner).ConfigureAwait(false), token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is DockerClientException or EngineException)
            {
                failures.Add($"{container.MemberName}: {exception.Message}");
            }
        });
}
