using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Starts a prepared plan: all nodes, then all workers, a bounded number at a time. A request that is under way when
/// the caller gives up is let finish, so that what exists is known.
/// </summary>
internal sealed class ClusterStarter(
    DockerClient client,
    ClusterReader reader,
    ContainerCreator creator,
    ContainerIds ids,
    NetworkShaper shaper,
    TimerSlack timers,
    EnginePipelines pipelines,
    TimeProvider time)
{
    public async Task StartAsync(
        ClusterPlan plan,
        StartOptions options,
        ChannelWriter<EngineEvent> events,
        CancellationToken cancellationToken)
    {
        var run = new StartRun(plan, events, await FindExistingAsync(plan, cancellationToken).ConfigureAwait(false));
        string network = await FindNetworkAsync(plan, cancellationToken).ConfigureAwait(false);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken,
        };

        await Parallel.ForEachAsync(plan.Nodes.Where(node => !node.IsWorker), parallel, async (node, _) =>
            await StartNodeAsync(run, node, network).ConfigureAwait(false)).ConfigureAwait(false);
        await (StartPace.IsFree(plan.Spec.Start)
            ? Parallel.ForEachAsync(NodeTurns.Of(plan.Workers, worker => worker.Node), parallel, async (worker, _) =>
                await StartWorkerAsync(run, worker, network).ConfigureAwait(false))
            : StartPacedAsync(run, network, parallel)).ConfigureAwait(false);
    }

    private async Task StartPacedAsync(StartRun run, string network, ParallelOptions parallel)
    {
        ILookup<bool, WorkerPlan> known = run.Plan.Workers.ToLookup(
            worker => IsMissing(run.Existing.GetValueOrDefault(worker.ContainerName)));
        foreach (WorkerPlan there in known[false])
        {
            await StartWorkerAsync(run, there, network).ConfigureAwait(false);
        }

        WorkerPlan[] missing = [.. known[true]];
        var paced = new PacedStart(new StartPace(run.Plan.Spec.Start, run.Plan.Spec.Seed, missing.Length), time);
        await Parallel.ForEachAsync(paced.TurnsAsync(parallel.CancellationToken), parallel, async (position, _) =>
        {
            await StartWorkerAsync(run, missing[position], network).ConfigureAwait(false);
            paced.Done();
        }).ConfigureAwait(false);
    }

    private async Task StartNodeAsync(StartRun run, NodePlan node, string network)
    {
        ContainerFacts? existing = run.Existing.GetValueOrDefault(node.ContainerName);
        try
        {
            string id = existing?.Id
                ?? await creator.CreateNodeAsync(run.Plan, node, network, CancellationToken.None).ConfigureAwait(false);
            run.NodeIds[node.Index] = id;
            ids.Add(run.Plan.Cluster, ExecTarget.Node(node.Index), id);
            if (existing is not { IsRunning: true })
            {
                Report(run, EngineEventKind.NodeCreated, node.Index);
                await StartContainerAsync(id).ConfigureAwait(false);
                Report(run, EngineEventKind.NodeStarted, node.Index);
            }

            // Of a running node too: whoever started it may have been cut off before this.
            await shaper.LimitAsync(run.Plan, node, id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DockerClientException exception) when (!IsAway(exception))
        {
            throw WhyNobodyCan(exception) ?? NodeFailure(node, exception);
        }
    }

    private async Task StartWorkerAsync(StartRun run, WorkerPlan worker, string network)
    {
        bool isNode = run.Plan.NodeOf(worker).IsWorker;
        ContainerFacts? existing = run.Existing.GetValueOrDefault(worker.ContainerName);
        try
        {
            string id = existing?.Id
                ?? await creator.CreateWorkerAsync(
                    run.Plan, worker, run.Renderer, isNode ? network : run.NodeIds[worker.Node], CancellationToken.None)
                    .ConfigureAwait(false);
            ids.Add(run.Plan.Cluster, ExecTarget.Worker(worker.Index), id);
            if (isNode)
            {
                ids.Add(run.Plan.Cluster, ExecTarget.Node(worker.Node), id);
            }

            if (IsMissing(existing))
            {
                await creator.WriteFilesAsync(worker, run.Renderer, id, CancellationToken.None).ConfigureAwait(false);
                await StartCreatedAsync(run, worker, id, isNode).ConfigureAwait(false);
            }
        }
        catch (DockerClientException exception) when (!IsAway(exception))
        {
            if (WhyNobodyCan(exception) is { } general)
            {
                throw general;
            }

            run.Events.TryWrite(new EngineEvent(time.GetUtcNow(), EngineEventKind.WorkerFailed, worker.Index)
            {
                Detail = exception.Message,
            });
        }
    }

    // What an Engine that is gone refuses is no single worker's failure.
    private static bool IsAway(DockerClientException exception) =>
        exception is DockerUnavailableException or DockerConnectionException;

    private static EngineException? WhyNobodyCan(DockerClientException exception) =>
        PortConflict.TryRead(exception) ?? (EngineException?)Exhaustion.TryRead(exception);

    // One that ran and died is not missing: killed means dead until somebody starts it.
    private static bool IsMissing(ContainerFacts? existing) =>
        existing is null or { Status: ContainerStatus.Created };

    private async Task StartCreatedAsync(StartRun run, WorkerPlan worker, string id, bool isNode)
    {
        if (isNode)
        {
            Report(run, EngineEventKind.NodeCreated, worker.Node);
        }

        Report(run, EngineEventKind.WorkerCreated, worker.Index);
        await StartContainerAsync(id).ConfigureAwait(false);
        if (worker.Group.TimerSlack is not null)
        {
            await timers.SetAsync(id, CancellationToken.None).ConfigureAwait(false);
        }

        if (isNode)
        {
            Report(run, EngineEventKind.NodeStarted, worker.Node);
        }

        Report(run, EngineEventKind.WorkerStarted, worker.Index);
    }

    // 304 means that it runs already, which is what is asked for.
    private async Task StartContainerAsync(string id) => await pipelines.Change.ExecuteAsync(
        async token => await client.Containers.StartContainerAsync(id, token).ConfigureAwait(false),
        CancellationToken.None).ConfigureAwait(false);

    private void Report(StartRun run, EngineEventKind kind, int index) =>
        run.Events.TryWrite(new EngineEvent(time.GetUtcNow(), kind, index));

    private async Task<Dictionary<string, ContainerFacts>> FindExistingAsync(
        ClusterPlan plan, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContainerFacts> containers = await reader.ListContainersAsync(
            ClusterFilter.Of(plan.Cluster), cancellationToken).ConfigureAwait(false);
        return containers.Where(container => container.Run == plan.Run.Id).ToDictionary(container => container.Name);
    }

    private async Task<string> FindNetworkAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        IReadOnlyList<NetworkResponse> networks = await client.Networks.ListNetworksAsync(
            ClusterFilter.Of(plan.Cluster), cancellationToken).ConfigureAwait(false);
        return networks is [{ } network, ..]
            ? network.ID
            : throw new EngineException(
                $"The network {plan.Network.Name} is gone: somebody removed it between its creation and the start of "
                + "the nodes. Start the cluster again.");
    }

    private static EngineException NodeFailure(NodePlan node, DockerClientException exception) => new(
        $"Node {node.Name} could not be started, so that none of its {node.WorkerCount} workers can: "
        + $"{exception.Message} 'scalesim doctor' shows what this machine lacks.",
        exception);

    private sealed record StartRun(
        ClusterPlan Plan, ChannelWriter<EngineEvent> Events, Dictionary<string, ContainerFacts> Existing)
    {
        public ConcurrentDictionary<int, string> NodeIds { get; } = new();

        public WorkerRenderer Renderer { get; } = new(Plan);
    }
}
