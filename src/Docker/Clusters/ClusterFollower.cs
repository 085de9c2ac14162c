using System.Globalization;
using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Follows one cluster's starts and deaths. The Engine drops events silently when a listener is slow, and a stream can
/// be cut or stall, so that stock is taken by a list at each (re)connection and every 30 s: what the stream has missed
/// is reported then.
/// </summary>
internal sealed class ClusterFollower(DockerClient client, ClusterReader reader, TimeProvider time)
{
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ResyncInterval = TimeSpan.FromSeconds(30);

    public async Task FollowAsync(
        string cluster, ChannelWriter<EngineEvent> events, CancellationToken cancellationToken)
    {
        var follow = new Follow(cluster, events);
        while (true)
        {
            DateTimeOffset since = time.GetUtcNow();
            try
            {
                await ResyncAsync(follow, cancellationToken).ConfigureAwait(false);
                using var timer = new CancellationTokenSource(ResyncInterval, time);
                using var window = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
                await ReadStreamAsync(follow, since, window.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Time to take stock; the next stream starts where this list was taken.
            }
            catch (DockerClientException exception)
            {
                await MissAsync(follow, exception, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>At once the first time, to see whether the Engine has gone or its stream alone.</summary>
    private async Task MissAsync(Follow follow, DockerClientException exception, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        follow.Absence.Missed(exception, now);
        if (now - follow.FailedAt < ReconnectPause)
        {
            await Task.Delay(ReconnectPause, time, cancellationToken).ConfigureAwait(false);
        }

        follow.FailedAt = time.GetUtcNow();
    }

    private async Task ReadStreamAsync(Follow follow, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var parameters = new ContainerEventsParameters
        {
            Since = since,
            Filters = new Dictionary<string, IReadOnlyList<string>>(ClusterFilter.Of(follow.Cluster))
            {
                ["type"] = ["container"],
                ["event"] = ["start", "die", "oom"],
            },
        };
        await foreach (Message message in client.System.MonitorEventsAsync(parameters, cancellationToken)
            .ConfigureAwait(false))
        {
            Apply(message, follow);
        }
    }

    private static void Apply(Message message, Follow follow)
    {
        (Dictionary<ExecTarget, bool> running, ChannelWriter<EngineEvent> events) = (follow.Running, follow.Events);
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
                if (target.IsNode)
                {
                    follow.Absence.NodeDied(at);
                }

                events.TryWrite(Died(at, target) with { ExitCode = ExitCodeOf(message.Actor.Attributes) });
                break;
            case "start" when !running.GetValueOrDefault(target):
                running[target] = true;
                events.TryWrite(Started(at, target));
                break;
        }
    }

    /// <summary>Reports what has changed since the last look; the first look reports the dead alone.</summary>
    private async Task ResyncAsync(Follow follow, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<ContainerFacts> containers = await reader.ListContainersAsync(
            ClusterFilter.Of(follow.Cluster), cancellationToken).ConfigureAwait(false);
        EngineEvent[] changes =
        [
            .. containers.Where(container => container.Status != ContainerStatus.Created)
                .Select(container => ChangeOf(container, follow, now))
                .OfType<EngineEvent>(),
        ];
        follow.Absence.Answered(changes.Count(change => change.Kind == EngineEventKind.NodeDied), now);
        foreach (EngineEvent change in changes)
        {
            follow.Events.TryWrite(change);
        }

        follow.IsFirst = false;
        follow.Events.TryWrite(new EngineEvent(now, EngineEventKind.Resynced, 0));
    }

    private static EngineEvent? ChangeOf(ContainerFacts container, Follow follow, DateTimeOffset now)
    {
        ExecTarget target = container.IsWorker ? ExecTarget.Worker(container.Worker) : ExecTarget.Node(container.Node);
        bool isRunning = container.Status is ContainerStatus.Running or ContainerStatus.Paused;
        bool isChanged = follow.Running.GetValueOrDefault(target, isRunning) != isRunning;
        bool isFoundDead = follow.IsFirst && container.Status is ContainerStatus.Exited or ContainerStatus.Dead;
        follow.Running[target] = isRunning;
        return !isChanged && !isFoundDead ? null
            : isRunning ? Started(now, target)
            : Died(now, target) with { Detail = container.Container.Status };
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

    /// <summary>What one follower knows.</summary>
    private sealed class Follow(string cluster, ChannelWriter<EngineEvent> events)
    {
        public string Cluster { get; } = cluster;

        public ChannelWriter<EngineEvent> Events { get; } = events;

        public AbsenceReporter Absence { get; } = new(events);

        public Dictionary<ExecTarget, bool> Running { get; } = [];

        public bool IsFirst { get; set; } = true;

        public DateTimeOffset FailedAt { get; set; } = DateTimeOffset.MinValue;
    }
}
