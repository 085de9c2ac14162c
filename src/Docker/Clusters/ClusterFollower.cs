using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Follows one cluster's starts and deaths by one stream. The Engine drops events silently when a listener is slow, and
/// a stream can be cut, or silent though it is open: at its beginning, after each cut, and now and then, what the
/// Engine remembers and a list are held against it, and one that has lost something is left for the next. No clock but
/// the Engine's own decides what is old.
/// </summary>
internal sealed class ClusterFollower(DockerClient client, ClusterReader reader, TimeProvider time)
{
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan ResyncIntervalUsual = TimeSpan.FromSeconds(30);

    /// <value>How long a stream is believed before it is held against what the Engine remembers and lists.</value>
    public TimeSpan ResyncInterval { get; init; } = ResyncIntervalUsual;

    /// <value>
    /// How long who answers no ping after the stream broke is no absence. A ping takes no lock: an Engine that starts a
    /// thousand containers answers it at once.
    /// </value>
    public TimeSpan PingPatience { get; init; } = TimeSpan.FromSeconds(10);

    public async Task FollowAsync(
        string cluster, ChannelWriter<EngineEvent> events, CancellationToken cancellationToken)
    {
        var absence = new AbsenceReporter(events);
        var lives = new ContainerLives(events, absence.Died);
        var clock = new EngineClock(client, time);
        var memory = new EventMemory(client, clock, time);
        var life = new EngineLife(memory);
        var missed = new MissedEvents(cluster, lives, life, memory, clock);
        var following = new Following(cluster, lives, absence, clock, life, missed);
        DateTimeOffset failedAt = DateTimeOffset.MinValue;
        while (true)
        {
            try
            {
                await BeginAsync(following, cancellationToken).ConfigureAwait(false);
                await ReadStreamAsync(following, cancellationToken).ConfigureAwait(false);
            }
            catch (DockerClientException exception)
            {
                // Cut, or the daemon is away: the next stream begins where this one ended. At once the first time, to
                // see whether the Engine has gone or its stream alone.
                absence.Missed(exception, clock.Now);
            }

            if (time.GetUtcNow() - failedAt < ReconnectPause)
            {
                await Task.Delay(ReconnectPause, time, cancellationToken).ConfigureAwait(false);
            }

            failedAt = time.GetUtcNow();
        }
    }

    private async Task BeginAsync(Following following, CancellationToken cancellationToken)
    {
        if (following.Absence.IsMissed)
        {
            await PingAsync(following.Absence, cancellationToken).ConfigureAwait(false);
        }

        // Each time: either clock may have been set meanwhile.
        DateTimeOffset now = await following.Clock.SetAsync(cancellationToken).ConfigureAwait(false);
        if (following.Lives.LastEvent is null)
        {
            await following.Life.IsTheSameAsync(cancellationToken).ConfigureAwait(false);
            following.Lives.BeginAt(now);
        }
    }

    /// <summary>
    /// A socket that somebody else holds takes the connection while nobody answers: after a while that is an absence.
    /// </summary>
    private async Task PingAsync(AbsenceReporter absence, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task ping = client.System.PingAsync(cancellationToken);
        if (await Task.WhenAny(ping, Task.Delay(PingPatience, time, stop.Token)).ConfigureAwait(false) != ping)
        {
            cancellationToken.ThrowIfCancellationRequested();
            absence.Silent(PingPatience);
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await ping.ConfigureAwait(false);
    }

    private async Task ReadStreamAsync(Following following, CancellationToken cancellationToken)
    {
        // Subscribed before the list is made, so that what happens meanwhile is in the stream.
        var parameters = new ContainerEventsParameters
        {
            Since = following.Lives.LastEvent, Filters = ClusterFilter.EventsOf(following.Cluster),
        };
        EventSubscription stream = await client.System.SubscribeEventsAsync(parameters, cancellationToken)
            .ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            IAsyncEnumerator<Message> messages = stream.ReadAllAsync(stop.Token).GetAsyncEnumerator(stop.Token);
            await using (messages.ConfigureAwait(false))
            {
                await ReadAsync(following, messages, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Returns when the stream ends, or has lost something.</summary>
    private async Task ReadAsync(
        Following following, IAsyncEnumerator<Message> messages, CancellationTokenSource stop)
    {
        CancellationToken cancellationToken = stop.Token;
        await ResyncAsync(following, cancellationToken).ConfigureAwait(false);
        Task<bool> next = messages.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                Task interval = Task.Delay(ResyncInterval, time, cancellationToken);
                while (await Task.WhenAny(next, interval).ConfigureAwait(false) == next)
                {
                    if (!await next.ConfigureAwait(false))
                    {
                        return;
                    }

                    following.Life.Note(messages.Current);
                    following.Lives.Apply(messages.Current);
                    next = messages.MoveNextAsync().AsTask();
                }

                await interval.ConfigureAwait(false);
                if (await ResyncAsync(following, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        finally
        {
            // An enumerator can't be disposed of while it is asked for more.
            await stop.CancelAsync().ConfigureAwait(false);
            await next.ContinueWith(
                _ => _.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                .ConfigureAwait(false);
        }
    }

    /// <returns>Whether the stream has lost something.</returns>
    private async Task<bool> ResyncAsync(Following following, CancellationToken cancellationToken)
    {
        (string cluster, ContainerLives lives, AbsenceReporter absence, EngineClock clock, _, _) = following;
        DateTimeOffset asked = clock.Now;
        bool? isSameLife = absence.IsMissed
            ? await following.Life.IsTheSameAsync(cancellationToken).ConfigureAwait(false)
            : true;
        if (isSameLife is false)
        {
            // At once: who asks again, as the list may fail, finds the new life's events alone.
            absence.Reborn();
        }

        // Before the list, which knows no order. What another life remembers its stream tells, after what that ended.
        bool hasLost = isSameLife is true
            && await following.Missed.TellAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ContainerFacts> containers = await reader.ListContainersAsync(
            ClusterFilter.Of(cluster), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ContainerFacts> news = lives.Learn(containers);
        ContainerFacts[] ended = [.. news.Where(ContainerLives.IsEnded)];
        absence.Answered(
            ended.Length,
            ended.Count(container => !container.IsWorker),
            lives.LivedOn,
            mayBeAnother: isSameLife is null,
            clock.Now);
        foreach (ContainerFacts container in news)
        {
            DateTimeOffset told = lives.Apply(
                container,
                await TryInspectAsync(container.Id, cancellationToken).ConfigureAwait(false),
                clock.Now);
            // More has happened than the Engine remembers.
            hasLost |= asked - told > MissedEvents.Lag;
        }

        lives.Resynced(clock.Now);
        return hasLost;
    }

    /// <returns>Null where it is gone since.</returns>
    private async Task<ContainerState?> TryInspectAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            ContainerInspectResponse container =
                await client.Containers.InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
            return container.State;
        }
        catch (DockerApiException)
        {
            return null;
        }
    }

    /// <summary>What is known of one cluster, over all of its streams.</summary>
    private sealed record Following(
        string Cluster,
        ContainerLives Lives,
        AbsenceReporter Absence,
        EngineClock Clock,
        EngineLife Life,
        MissedEvents Missed);
}
