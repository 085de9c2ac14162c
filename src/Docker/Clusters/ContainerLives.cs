using System.Globalization;
using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Which of a cluster's containers live, as told by a stream of events and by lists, and what of that is news. A death
/// that both tell is told once. Not thread-safe.
/// </summary>
/// <param name="died">Hears of an end that the stream tells, and whether it is a node's.</param>
internal sealed class ContainerLives(ChannelWriter<EngineEvent> events, Action<DateTimeOffset, bool>? died = null)
{
    private readonly Dictionary<ExecTarget, bool> _running = [];
    private readonly Dictionary<ExecTarget, Latest> _latest = [];
    private long? _lastNano;
    private bool _isFirst = true;

    /// <value>
    /// The Engine's time of the latest event: a new stream that begins there leaves none out. Null before the first.
    /// </value>
    public DateTimeOffset? LastEvent => _lastNano is { } nano ? TimeOf(nano) : null;

    /// <value>
    /// How many live by the latest list that lived by all that was known before; null where nothing was. One that died
    /// and was started again unseen counts.
    /// </value>
    public int? LivedOn { get; private set; }

    /// <summary>Nothing before this moment, by the Engine's own clock, needs to be told again.</summary>
    public void BeginAt(DateTimeOffset moment) =>
        _lastNano ??= (moment - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Takes an event; one that is known, or older than what is known of its container, is no news.</summary>
    /// <returns>Its time where it was told; null where it is no news.</returns>
    public DateTimeOffset? Apply(Message message)
    {
        if (TargetOf(message.Actor.Attributes) is not { } target
            || IsOfFailedStart(message, target)
            || !IsNew(message, target))
        {
            return null;
        }

        _lastNano = Math.Max(_lastNano ?? long.MinValue, message.TimeNano);
        DateTimeOffset at = TimeOf(message.TimeNano);
        switch (message.Action)
        {
            case "oom" when !target.IsNode:
                events.TryWrite(new EngineEvent(at, EngineEventKind.WorkerOutOfMemory, target.Index));
                return at;
            case "die" when _running.GetValueOrDefault(target):
                _running[target] = false;
                died?.Invoke(at, target.IsNode);
                events.TryWrite(Died(at, target) with { ExitCode = Number(message.Actor.Attributes, "exitCode") });
                return at;
            case "start" when !_running.GetValueOrDefault(target):
                _running[target] = true;
                events.TryWrite(Started(at, target));
                return at;
            default:
                return null;
        }
    }

    /// <summary>
    /// Takes a list; the first one knows nothing older, so that of it the dead alone are news.
    /// </summary>
    /// <returns>Containers that live, or are dead, against what is known: to be looked into and applied.</returns>
    public IReadOnlyList<ContainerFacts> Learn(IReadOnlyList<ContainerFacts> containers)
    {
        var news = new List<ContainerFacts>();
        LivedOn = _isFirst
            ? null
            : containers.Count(container => IsRunning(container) && _running.GetValueOrDefault(TargetOf(container)));
        foreach (ContainerFacts container in containers.Where(each => each.Status != ContainerStatus.Created))
        {
            if (IsNews(container))
            {
                news.Add(container);
            }
            else
            {
                _running[TargetOf(container)] = IsRunning(container);
            }
        }

        return news;
    }

    /// <summary>Tells of a container that is not as it was known to be.</summary>
    /// <param name="state">As it was looked into; null where it is gone since.</param>
    /// <param name="now">For what the Engine gives no time of.</param>
    /// <returns>When it ended or was started.</returns>
    public DateTimeOffset Apply(ContainerFacts container, ContainerState? state, DateTimeOffset now)
    {
        ExecTarget target = TargetOf(container);
        _running[target] = IsRunning(container);
        if (IsRunning(container))
        {
            DateTimeOffset started = state?.StartedAt ?? now;
            events.TryWrite(Started(started, target));
            return started;
        }

        DateTimeOffset ended = state?.FinishedAt ?? now;
        if (state is { OOMKilled: true } && !target.IsNode)
        {
            events.TryWrite(new EngineEvent(ended, EngineEventKind.WorkerOutOfMemory, target.Index));
        }

        events.TryWrite(Died(ended, target) with
        {
            ExitCode = state?.ExitCode,
            Detail = state is null ? container.Detail : null,
        });
        return ended;
    }

    /// <summary>All that the list has is told.</summary>
    public void Resynced(DateTimeOffset now)
    {
        // Not before: of a first list that was told by half, the rest is news still.
        _isFirst = false;
        events.TryWrite(new EngineEvent(now, EngineEventKind.Resynced, 0) { LivedOn = LivedOn });
    }

    /// <summary>Whether a container, of those that are news, does not live any more.</summary>
    public static bool IsEnded(ContainerFacts container) => !IsRunning(container);

    /// <summary>
    /// The Engine also tells of an end where a start failed, which whoever asked for it tries again, or reports. Such
    /// an event is not remembered: where it is the start's that was dropped, both may come once more.
    /// </summary>
    private bool IsOfFailedStart(Message message, ExecTarget target) =>
        message.Action == "die" && !_running.ContainsKey(target);

    /// <summary>
    /// The events of one container come in their order, from one stream, the next, and the Engine's memory, each of
    /// which may begin before the other has ended.
    /// </summary>
    private bool IsNew(Message message, ExecTarget target)
    {
        Latest? known = _latest.GetValueOrDefault(target);
        if (known is not null && (message.TimeNano < known.TimeNano
            || (message.TimeNano == known.TimeNano && known.Actions.Contains(message.Action))))
        {
            return false;
        }

        IReadOnlyList<string> before = known?.TimeNano == message.TimeNano ? known.Actions : [];
        _latest[target] = new Latest(message.TimeNano, [.. before, message.Action]);
        return true;
    }

    private bool IsNews(ContainerFacts container) => _running.TryGetValue(TargetOf(container), out bool wasRunning)
        ? wasRunning != IsRunning(container)
        : _isFirst && container.Status is ContainerStatus.Exited or ContainerStatus.Dead;

    private static bool IsRunning(ContainerFacts container) =>
        container.Status is ContainerStatus.Running or ContainerStatus.Paused;

    private static EngineEvent Died(DateTimeOffset at, ExecTarget target) =>
        new(at, target.IsNode ? EngineEventKind.NodeDied : EngineEventKind.WorkerDied, target.Index);

    private static EngineEvent Started(DateTimeOffset at, ExecTarget target) =>
        new(at, target.IsNode ? EngineEventKind.NodeStarted : EngineEventKind.WorkerStarted, target.Index);

    private static ExecTarget TargetOf(ContainerFacts container) => container.IsWorker
        ? ExecTarget.Worker(container.Worker)
        : ExecTarget.Node(container.Node);

    private static ExecTarget? TargetOf(IReadOnlyDictionary<string, string> attributes) =>
        Number(attributes, ClusterLabels.Worker) is { } worker ? ExecTarget.Worker(worker)
        : Number(attributes, ClusterLabels.Node) is { } node ? ExecTarget.Node(node)
        : null;

    private static DateTimeOffset TimeOf(long nano) =>
        DateTimeOffset.UnixEpoch.AddTicks(nano / TimeSpan.NanosecondsPerTick);

    private static int? Number(IReadOnlyDictionary<string, string> attributes, string name) =>
        int.TryParse(attributes.GetValueOrDefault(name), CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    /// <summary>What a container did last, by the Engine's time; more than one thing where that was the same.</summary>
    private sealed record Latest(long TimeNano, IReadOnlyList<string> Actions);
}
