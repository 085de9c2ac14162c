using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Images;
using ScaleSim.Core.Engines.Marks;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Hosts.Limits;
using ScaleSim.Core.Planning;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Clusters;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Engine;

/// <summary>Clusters on a Docker Engine: sandbox containers as nodes, workers joined to them.</summary>
public sealed class DockerEngine
    : IEngine,
        IRamdiskReader,
        ILogFollower,
        IEnvironmentReader,
        IUsageReader,
        IMarkReader,
        IMadeImages,
        IDeathReader,
        INodeControl
{
    // Engine API 1.43 brought HostConfig.Annotations, by which containers share a shim.
    private static readonly Version SharedShimSince = new(1, 43);

    private readonly DockerClient _client;
    private readonly ClusterReader _reader;
    private readonly ContainerIds _ids;
    private readonly ClusterPreparer _preparer;
    private readonly ClusterStarter _starter;
    private readonly ClusterScaler _scaler;
    private readonly ClusterRemover _remover;
    private readonly ClusterFollower _follower;
    private readonly WorkerActions _actions;
    private readonly ContainerCreator _creator;
    private readonly MarkReader _marks;
    private readonly MadeImageStore _made;
    private readonly DeathReader _deaths;
    private readonly NodeRestarter _nodes;

    private DockerEngine(DockerClient client, DockerEngineOptions options, EnginePipelines pipelines)
    {
        var timers = new TimerSlack(client);
        var shaper = new NetworkShaper(client, new HostTool(options.Time));
        _client = client;
        _reader = new ClusterReader(client);
        _ids = new ContainerIds(_reader);
        _creator = new ContainerCreator(client, new ImageStore(client, options), pipelines);
        _remover = new ClusterRemover(client, _reader, _ids, pipelines, options.Time);
        _preparer = new ClusterPreparer(client, _reader, _creator, _remover, pipelines, options.Time);
        _starter = new ClusterStarter(client, _reader, _creator, _ids, shaper, timers, pipelines, options.Time);
        _scaler = new ClusterScaler(client, _reader, _creator, _starter, _ids, pipelines, options.Time);
        _follower = new ClusterFollower(client, _reader, options.Time)
        {
            ResyncInterval = options.ResyncInterval,
        };
        _actions = new WorkerActions(client, _reader, _ids, timers, pipelines, options.Time);
        _marks = new MarkReader(client, pipelines);
        _made = new MadeImageStore(client, options.Sandbox);
        _deaths = new DeathReader(client, options.Time);
        _nodes = new NodeRestarter(client, _reader, shaper, timers, pipelines);
    }

    public EngineCapabilities Capabilities =>
        new(Network: true, Exec: true, SharedShim: _client.ApiVersion >= SharedShimSince);

    /// <summary>Connects to the Engine that DOCKER_HOST, the Docker context or the usual socket names.</summary>
    /// <exception cref="EngineUnavailableException">
    /// Nothing answers there; the message says how to start one.
    /// </exception>
    public static Task<DockerEngine> ConnectAsync(
        DockerEngineOptions options, CancellationToken cancellationToken) =>
        ConnectAsync(EngineConnection.OfUser, options, cancellationToken);

    /// <summary>Connects to the Engine that the caller names.</summary>
    internal static async Task<DockerEngine> ConnectAsync(
        Func<DockerEndpoint> resolve, DockerEngineOptions options, CancellationToken cancellationToken)
    {
        var pipelines = new EnginePipelines(options.Time);
        DockerClient client = await EngineConnection.OpenAsync(
            resolve, new DockerClientOptions { Reads = pipelines.Read }, cancellationToken).ConfigureAwait(false);
        return new DockerEngine(client, options, pipelines);
    }

    public Task<EngineFacts> ReadFactsAsync(CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(() => EngineFactsReader.ReadAsync(_client, cancellationToken));

    public Task PrepareAsync(ClusterPlan plan, KeeperIdentity? keeper, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(() => _preparer.PrepareAsync(plan, keeper, cancellationToken));

    public IAsyncEnumerable<EngineEvent> StartAsync(
        ClusterPlan plan, StartOptions options, CancellationToken cancellationToken) =>
        EventStream.RunAsync<EngineEvent>(
            (events, token) => EngineErrors.TranslateAsync(
                () => _starter.StartAsync(plan, options, events, token)),
            cancellationToken);

    public IAsyncEnumerable<EngineEvent> ScaleAsync(
        ScalePlan plan, StartOptions options, CancellationToken cancellationToken) =>
        EventStream.RunAsync<EngineEvent>(
            (events, token) => EngineErrors.TranslateAsync(
                () => _scaler.ScaleAsync(plan, options, events, token)),
            cancellationToken);

    public IAsyncEnumerable<EngineEvent> RemoveAsync(
        string cluster, string? run, CancellationToken cancellationToken) =>
        EventStream.RunAsync<EngineEvent>(
            (events, token) => EngineErrors.TranslateAsync(() => _remover.RemoveAsync(cluster, run, events, token)),
            cancellationToken);

    public Task<IReadOnlyList<ClusterState>> ListAsync(CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(() => _reader.ListAsync(ClusterFilter.All(), cancellationToken));

    public async Task<ClusterState?> InspectAsync(string cluster, CancellationToken cancellationToken)
    {
        IReadOnlyList<ClusterState> found = await EngineErrors.TranslateAsync(
            () => _reader.ListAsync(ClusterFilter.Of(cluster), cancellationToken)).ConfigureAwait(false);
        return found is [{ } state, ..] ? state : null;
    }

    public IAsyncEnumerable<EngineEvent> FollowAsync(string cluster, CancellationToken cancellationToken) =>
        EventStream.RunAsync<EngineEvent>(
            (events, token) => _follower.FollowAsync(cluster, events, token), cancellationToken);

    public Task ActAsync(
        string cluster, WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(() => _actions.ActAsync(cluster, action, workers, cancellationToken));

    public Task<ExecResult> ExecAsync(
        string cluster, ExecTarget target, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(async () =>
        {
            string id = await _ids.FindAsync(cluster, target, cancellationToken).ConfigureAwait(false);
            ContainerExecResult result = await _client.Exec.RunAsync(id, command, cancellationToken)
                .ConfigureAwait(false);
            return new ExecResult((int)result.ExitCode, result.Stdout, result.Stderr);
        });

    public Task<string> ReadLogAsync(string cluster, int worker, int lines, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(async () =>
        {
            string id = await _ids.FindAsync(cluster, ExecTarget.Worker(worker), cancellationToken)
                .ConfigureAwait(false);
            ContainerOutput log = await _client.Containers.GetContainerLogsAsync(
                id, lines, since: null, cancellationToken).ConfigureAwait(false);
            return log.Stdout + log.Stderr;
        });

    public IAsyncEnumerable<LogLine> FollowLogAsync(
        string cluster, int worker, LogRequest request, CancellationToken cancellationToken) =>
        EventStream.RunAsync<LogLine>(
            (lines, token) => EngineErrors.TranslateAsync(async () =>
            {
                string id = await _ids.FindAsync(cluster, ExecTarget.Worker(worker), token).ConfigureAwait(false);
                await WorkerLog.ReadAsync(_client, id, request, lines, token).ConfigureAwait(false);
            }),
            cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> ReadEnvironmentAsync(
        string cluster, int worker, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync<IReadOnlyDictionary<string, string>>(async () =>
        {
            string id = await _ids.FindAsync(cluster, ExecTarget.Worker(worker), cancellationToken)
                .ConfigureAwait(false);
            ContainerInspectResponse container = await _client.Containers
                .InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
            return container.Config.Env
                .Select(variable => variable.Split('=', 2))
                .DistinctBy(sides => sides[0])
                .ToDictionary(sides => sides[0], sides => sides.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
        });

    public Task<IReadOnlyList<MountedRamdisk>> ReadRamdisksAsync(
        string cluster, WorkerPlan worker, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(async () =>
        {
            string id = await _ids.FindAsync(cluster, ExecTarget.Worker(worker.Index), cancellationToken)
                .ConfigureAwait(false);
            ContainerInspectResponse container = await _client.Containers
                .InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
            return await RamdiskReader.ReadAsync(
                container, worker.Group.Ramdisks, _client.Endpoint.IsLocal, cancellationToken).ConfigureAwait(false);
        });

    public Task<IReadOnlyList<WorkerUsage>> ReadUsageAsync(
        string cluster, IEnumerable<int> workers, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync<IReadOnlyList<WorkerUsage>>(async () =>
        {
            var usages = new List<WorkerUsage>();
            foreach (int worker in _client.Endpoint.IsLocal ? workers : [])
            {
                string id = await _ids.FindAsync(cluster, ExecTarget.Worker(worker), cancellationToken)
                    .ConfigureAwait(false);
                ContainerInspectResponse container = await _client.Containers
                    .InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
                int process = container.State.Pid;
                if (ControlGroup.TryRead(new HostFiles(), process) is { } group)
                {
                    usages.Add(new WorkerUsage(worker, process, group.MemoryBytes, group.Threads, group.Cpu));
                }
            }

            return usages;
        });

    public Task<IReadOnlyList<MarkedContainer>> ListMarkedContainersAsync(
        string cluster, string? run, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(() => _marks.ListContainersAsync(cluster, run, cancellationToken));

    public Task<IReadOnlyList<MarkedNetwork>> ListMarkedNetworksAsync(
        string cluster, string? run, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(() => _marks.ListNetworksAsync(cluster, run, cancellationToken));

    public Task<IReadOnlyList<string>> ListMarkedVolumesAsync(
        string cluster, string? run, IReadOnlyCollection<string> known, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(() => _marks.ListVolumesAsync(cluster, run, known, cancellationToken));

    public Task<IReadOnlyList<MadeImage>> ListMadeImagesAsync(CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(() => _made.ListAsync(cancellationToken));

    public Task RemoveMadeImageAsync(MadeImage image, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(() => _made.RemoveAsync(image, cancellationToken));

    public Task<DeathFacts?> ReadDeathAsync(string cluster, int worker, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(async () =>
        {
            string id = await _ids.FindAsync(cluster, ExecTarget.Worker(worker), cancellationToken)
                .ConfigureAwait(false);
            return await _deaths.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        });

    public Task<MemoryShortage?> ReadShortageAsync(
        string cluster, int worker, DateTimeOffset at, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(async () =>
        {
            string id = await _ids.FindAsync(cluster, ExecTarget.Worker(worker), cancellationToken)
                .ConfigureAwait(false);
            return await _deaths.ReadShortageAsync(id, at, cancellationToken).ConfigureAwait(false);
        });

    public Task RestartNodesAsync(
        string cluster, IReadOnlyCollection<int> nodes, CancellationToken cancellationToken) =>
        EngineErrors.TranslateAsync(() => _nodes.RestartAsync(cluster, nodes, cancellationToken));

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
