using System.Globalization;
using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Follows one cluster's starts and deaths. The Engine drops events silently when a listener is slow, and a stream can
/// be cut, so that each (re)connection takes stock by a list and reports what the stream has missed.
/// </summary>
internal sealed class ClusterFollower(DockerClient client, ClusterReader reader, TimeProvider time)
{
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ResyncInterval = TimeSpan.FromSeconds(30);

    public async Task FollowAsync(
        string cluster, ChannelWriter<EngineEvent> events, CancellationToken cancellationToken)
    {
        var running = new Dictionary<ExecTarget, bool>();
        for (bool first = true; ; first = false)
        {
            using var window = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            DateTimeOffset since = time.GetUtcNow();
            try
            {
                await ResyncAsync(cluster, running, first, events, cancellationToken).ConfigureAwait(false);
                window.CancelAfter(ResyncInterval);
                await ReadStreamAsync(cluster, since, running, events, window.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Time to take stock; the next stream starts where this list was taken.
            }
            catch (DockerClientException)
            {
                await Task.Delay(ReconnectPause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadStreamAsync(
        string cluster,
        DateTimeOffset since,
        Dictionary<ExecTarget, bool> running,
        ChannelWriter<EngineEvent> events,
        CancellationToken cancellationToken)
    {
        var parameters = new ContainerEventsParameters
        {
            Since = since,
            Filters = new Dictionary<string, IReadOnlyList<string>>(ClusterFilter.Of(cluster))
            {
                ["type"] = ["container"],
                ["event"] = ["start", "die", "oom"],
            },
        };
        await foreach (Message message in client.System.MonitorEventsAsync(parameters, cancellationToken)
            .ConfigureAwait(false))
        {
            Apply(message, running, events);
        }
    }

    private static void Apply(
        Message message, Dictionary<ExecTarget, bool> running, ChannelWriter<EngineEvent> events)
    {
        if (TargetOf(message.Actor.Attributes) is not { } target)
        {
            return;
        }

        DateTimeOffset at = DateTimeOffset.UnixEpoch.AddTicks(message.TimeNano / TimeSpan.NanosecondsPerTick);
        switch (message.Action)
        {
            case "oom":
                events.TryWrite(new EngineEvent(at, EngineEventKind.WorkerOutOfMemory, target.Index));
                break;
            case "die" when running.GetValueOrDefault(target, true):
                running[target] = false;
                events.TryWrite(Died(at, target) with { ExitCode = ExitCodeOf(message.Actor.Attributes) });
                break;
            case "start" when !running.GetValueOrDefault(target):
                running[target] = true;
                events.TryWrite(Started(at, target));
                break;
        }
    }

    /// <summary>Reports what has changed since the last look; the first look reports the dead alone.</summary>
    private async Task ResyncAsync(
        string cluster,
        Dictionary<ExecTarget, bool> running,
        bool first,
        ChannelWriter<EngineEvent> events,
        CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (ContainerFacts container in await reader.ListContainersAsync(
            ClusterFilter.Of(cluster), cancellationToken).ConfigureAwait(false))
        {
            ExecTarget target = container.IsWorker
                ? ExecTarget.Worker(container.Worker)
                : ExecTarget.Node(container.Node);
            bool isRunning = container.Status is ContainerStatus.Running or ContainerStatus.Paused;
            if (container.Status == ContainerStatus.Created
                || running.GetValueOrDefault(target, isRunning) == isRunning)
            {
                if (first && container.Status is ContainerStatus.Exited or ContainerStatus.Dead)
                {
                    events.TryWrite(Died(now, target) with { Detail = container.Container.Status });
                }
            }
            else
            {
                events.TryWrite(isRunning
                    ? Started(now, target)
                    : Died(now, target) with { Detail = container.Container.Status });
            }

            if (container.Status != ContainerStatus.Created)
            {
                running[target] = isRunning;
            }
        }

        events.TryWrite(new EngineEvent(now, EngineEventKind.Resynced, 0));
    }

    private static EngineEvent Died(DateTimeOffset at, ExecTarget target) =>
        new(at, target.IsNode ? EngineEventKind.NodeDied : EngineEventKind.WorkerDied, target.Index);

    private static EngineEvent Started(DateTimeOffset at, ExecTarget target) =>
        new(at, target.IsNode ? EngineEventKind.NodeStarted : EngineEventKind.WorkerStarted, target.Index);

    private static ExecTarget? TargetOf(IReadOnlyDictionary<string, string> attributes) =>
        Number(attributes, ClusterLabels.Worker) is { } worker ? ExecTarget.Worker(worker)
        : Number(attributes, ClusterLabels.Node) is { } node ? ExecTarget.Node(node)
        : null;

    private static int? ExitCodeOf(IReadOnlyDictionary<string, string> attributes) => Number(attributes, "exitCode");

    private static int? Number(IReadOnlyDictionary<string, string> attributes, string name) =>
        int.TryParse(attributes.GetValueOrDefault(name), CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
