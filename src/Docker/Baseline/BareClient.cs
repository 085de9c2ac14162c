using System.Collections.Concurrent;
using ScaleSim.Core.Planning;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Endpoints;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Containers;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Baseline;

/// <summary>
/// What the Engine itself can do, for comparison: a plan's containers created, started and removed in bare loops, with
/// no keeper, no events, no probes and no retries. Its clusters bear the same labels and so can be cleaned up alike.
/// </summary>
public sealed class BareClient : IDisposable
{
    private readonly DockerClient _client;
    private readonly ImageStore _images;
    private readonly TimeProvider _time;

    private BareClient(DockerClient client, DockerEngineOptions options)
    {
        _client = client;
        _images = new ImageStore(client, options);
        _time = options.Time;
    }

    public static async Task<BareClient> ConnectAsync(DockerEngineOptions options, CancellationToken cancellationToken)
    {
        DockerEndpoint endpoint = DockerEndpointResolver.Resolve(
            Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
        return new BareClient(
            await DockerClient.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false), options);
    }

    /// <summary>Creates and starts all of the plan's containers, and removes them whatever happened.</summary>
    /// <param name="concurrency">Requests in flight, the same as ScaleSim is given.</param>
    /// <returns>The time from the first create to the last start, and from the first delete to the last.</returns>
    public async Task<BareTimes> RunAsync(ClusterPlan plan, int concurrency, CancellationToken cancellationToken)
    {
        string sandbox = await _images.SandboxAsync(cancellationToken).ConfigureAwait(false);
        NetworksCreateResponse network = await _client.Networks.CreateNetworkAsync(
            NetworkParameters(plan), cancellationToken).ConfigureAwait(false);
        var ids = new ConcurrentBag<string>();
        long started = _time.GetTimestamp();
        TimeSpan up;
        TimeSpan down;
        try
        {
            await StartAllAsync(plan, network.ID, sandbox, ids, concurrency, cancellationToken).ConfigureAwait(false);
            up = _time.GetElapsedTime(started);
        }
        finally
        {
            started = _time.GetTimestamp();
            await Parallel.ForEachAsync(
                ids,
                Bounded(concurrency, CancellationToken.None),
                async (id, token) => await _client.Containers.RemoveContainerAsync(
                    id, force: true, removeVolumes: true, token).ConfigureAwait(false)).ConfigureAwait(false);
            await _client.Networks.DeleteNetworkAsync(network.ID, CancellationToken.None).ConfigureAwait(false);
            down = _time.GetElapsedTime(started);
        }

        return new BareTimes(up, down);
    }

    public void Dispose() => _client.Dispose();

    private static ParallelOptions Bounded(int concurrency, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };

    private NetworksCreateParameters NetworkParameters(ClusterPlan plan) =>
        ClusterNetwork.For(plan, keeper: null, _time.GetUtcNow());

    private async Task StartAllAsync(
        ClusterPlan plan,
        string network,
        string sandbox,
        ConcurrentBag<string> ids,
        int concurrency,
        CancellationToken cancellationToken)
    {
        var nodes = new ConcurrentDictionary<int, string>();
        var renderer = new WorkerRenderer(plan);
        string image = await _images.FindAsync(plan.Spec.Groups[0].Image, cancellationToken)
            .ConfigureAwait(false);
        await Parallel.ForEachAsync(
            plan.Nodes.Where(node => !node.IsWorker),
            Bounded(concurrency, cancellationToken),
            async (node, token) => nodes[node.Index] = await StartAsync(
                NodeContainer.For(plan, node, network, sandbox), ids, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        await Parallel.ForEachAsync(
            plan.Workers,
            Bounded(concurrency, cancellationToken),
            async (worker, token) => await StartAsync(
                WorkerContainer.For(
                    plan, worker, renderer.Render(worker), nodes.GetValueOrDefault(worker.Node, network), image),
                ids,
                token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<string> StartAsync(
        CreateContainerParameters container, ConcurrentBag<string> ids, CancellationToken cancellationToken)
    {
        CreateContainerResponse created =
            await _client.Containers.CreateContainerAsync(container, cancellationToken).ConfigureAwait(false);
        ids.Add(created.ID);
        await _client.Containers.StartContainerAsync(created.ID, cancellationToken).ConfigureAwait(false);
        return created.ID;
    }
}
