using System.Collections.Concurrent;
using ScaleSim.Core.Engines;

namespace ScaleSim.Docker.Clusters;

/// <summary>The containers' IDs by node and worker, learnt from lists and kept, since an ID never changes.</summary>
internal sealed class ContainerIds(ClusterReader reader)
{
    private readonly ConcurrentDictionary<(string Cluster, ExecTarget Target), string> _ids = new();

    public void Add(string cluster, ExecTarget target, string id) => _ids[(cluster, target)] = id;

    public void Forget(string cluster)
    {
        foreach ((string Cluster, ExecTarget Target) key in _ids.Keys.Where(key => key.Cluster == cluster))
        {
            _ids.TryRemove(key, out _);
        }
    }

    /// <exception cref="EngineException">The Engine has no such container.</exception>
    public async Task<string> FindAsync(string cluster, ExecTarget target, CancellationToken cancellationToken)
    {
        if (_ids.TryGetValue((cluster, target), out string? known))
        {
            return known;
        }

        await LearnAsync(cluster, cancellationToken).ConfigureAwait(false);
        return _ids.TryGetValue((cluster, target), out string? id)
            ? id
            : throw new EngineException(
                $"{(target.IsNode ? "Node" : "Worker")} {target.Index} of cluster {cluster} does not exist: the Engine "
                + "has no container with its labels. See 'scalesim status' for those that it has.");
    }

    private async Task LearnAsync(string cluster, CancellationToken cancellationToken)
    {
        foreach (ContainerFacts container in await reader.ListContainersAsync(
            ClusterFilter.Of(cluster), cancellationToken).ConfigureAwait(false))
        {
            if (container.IsWorker)
            {
                Add(cluster, ExecTarget.Worker(container.Worker), container.Id);
            }

            // A worker alone on its node is the node; a sandbox is listed too and wins whatever the order.
            if (container.IsNode)
            {
                Add(cluster, ExecTarget.Node(container.Node), container.Id);
            }
        }
    }
}
