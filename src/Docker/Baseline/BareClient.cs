using System.Collections.Concurrent;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Containers;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Baseline;

/// <summary>
/// What the Engine itself can do, for comparison: a plan's containers created, started and removed in bare loops, with
/// no keeper, no events, no probes and no retries. Its clusters bear the same labels, by which the engine removes what
/// a loop that was cut short has left.
/// </summary>
public sealed class BareClient : IDisposable
{
    private readonly DockerClient _client;
    private readonly ImageStore _images;
    private readonly TimeProvider _time;

    internal BareClient(DockerClient client, DockerEngineOptions options)
    {
        _client = client;
        _images = new ImageStore(client, options);
        _time = options.Time;
    }

    /// <exception cref="EngineUnavailableException">
    /// Nothing answers there; the message says how to start one.
    /// </exception>
    public static async Task<BareClient> ConnectAsync(
        DockerEngineOptions options, CancellationToken cancellationToken) => new(
            await EngineConnection.OpenAsync(EngineConnection.OfUser, new DockerClientOptions(), cancellationToken)
                .ConfigureAwait(false),
            options);

    /// <summary>
    /// Creates and starts all of the plan's containers, then removes them. Whatever ends it early, no request is under
    /// way any more when it returns: all that was made bears the plan's labels, and its caller has it removed by them.
    /// </summary>
    /// <param name="concurrency">Requests in flight, the same as ScaleSim is given.</param>
    /// <returns>The time from the first create to the last start, and from the first delete to the last.</returns>
    /// <exception cref="EngineException">The Engine refused; nothing is asked for again.</exception>
    public Task<BareTimes> RunAsync(ClusterPlan plan, int concurrency, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(async () =>
        {
            BareImages images = await FindImagesAsync(plan, cancellationToken).ConfigureAwait(false);
            // What a request makes after its caller has gone, nobody would know of: no create is cancelled.
            NetworksCreateResponse network = await _client.Networks.CreateNetworkAsync(
                ClusterNetwork.For(plan, keeper: null, _time.GetUtcNow()), CancellationToken.None)
                .ConfigureAwait(false);
            var ids = new ConcurrentBag<string>();
            long started = _time.GetTimestamp();
            await StartAllAsync(plan, network.ID, images, ids, concurrency, cancellationToken).ConfigureAwait(false);
            TimeSpan up = _time.GetElapsedTime(started);
            started = _time.GetTimestamp();
            await RemoveAllAsync(network.ID, ids, concurrency, cancellationToken).ConfigureAwait(false);
            return new BareTimes(up, _time.GetElapsedTime(started));
        });

    public void Dispose() => _client.Dispose();

    private static ParallelOptions Bounded(int concurrency, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };

    /// <summary>Before the clock runs: the engine has resolved its images before its first create, too.</summary>
    private async Task<BareImages> FindImagesAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ImageSpec, string>();
        foreach (ImageSpec image in plan.Workers.Select(worker => worker.Group.Image).Distinct())
        {
            found[image] = await _images.FindAsync(image, cancellationToken).ConfigureAwait(false);
        }

        return new BareImages(await _images.SandboxAsync(cancellationToken).ConfigureAwait(false), found);
    }

    private async Task StartAllAsync(
        ClusterPlan plan,
        string network,
        BareImages images,
        ConcurrentBag<string> ids,
        int concurrency,
        CancellationToken cancellationToken)
    {
        var nodes = new ConcurrentDictionary<int, string>();
        var renderer = new WorkerRenderer(plan);
        await Parallel.ForEachAsync(
            plan.Nodes.Where(node => !node.IsWorker),
            Bounded(concurrency, cancellationToken),
            async (node, token) => nodes[node.Index] = await StartAsync(
                NodeContainer.For(plan, node, network, images.Sandbox), ids, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        await Parallel.ForEachAsync(
            plan.Workers,
            Bounded(concurrency, cancellationToken),
            async (worker, token) => await StartAsync(
                WorkerContainer.For(
                    plan,
                    worker,
                    renderer.Render(worker),
                    nodes.GetValueOrDefault(worker.Node, network),
                    images.Of(worker)),
                ids,
                token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<string> StartAsync(
        CreateContainerParameters container, ConcurrentBag<string> ids, CancellationToken cancellationToken)
    {
        CreateContainerResponse created = await _client.Containers
            .CreateContainerAsync(container, CancellationToken.None).ConfigureAwait(false);
        ids.Add(created.ID);
        cancellationToken.ThrowIfCancellationRequested();
        await _client.Containers.StartContainerAsync(created.ID, CancellationToken.None).ConfigureAwait(false);
        return created.ID;
    }

    private async Task RemoveAllAsync(
        string network, ConcurrentBag<string> ids, int concurrency, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            ids,
            Bounded(concurrency, cancellationToken),
            async (id, _) => await _client.Containers.RemoveContainerAsync(
                id, force: true, removeVolumes: true, CancellationToken.None).ConfigureAwait(false))
            .ConfigureAwait(false);
        await _client.Networks.DeleteNetworkAsync(network, CancellationToken.None).ConfigureAwait(false);
    }
}
