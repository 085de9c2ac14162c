using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Follows one cluster's starts and deaths by one stream. The Engine drops events silently when a listener is slow, and
/// a stream can be cut: a list is held against it at its beginning, after each cut, and now and then. No clock but the
/// Engine's own decides what is old.
/// </summary>
internal sealed class ClusterFollower(DockerClient client, ClusterReader reader, TimeProvider time)
{
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ResyncInterval = TimeSpan.FromSeconds(30);

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
        var following = new Following(cluster, lives, absence, clock, new EngineLife(client, clock, time));
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
        EventSubscription stream = await client.System.SubscribeEventsAsync(
            ParametersOf(following.Cluster, following.Lives.LastEvent), cancellationToken).ConfigureAwait(false);
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
                await ResyncAsync(following, cancellationToken).ConfigureAwait(false);
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

    private async Task ResyncAsync(Following following, CancellationToken cancellationToken)
    {
        (string cluster, ContainerLives lives, AbsenceReporter absence, EngineClock clock, EngineLife life) = following;
        bool? isSameLife = absence.IsMissed
            ? await life.IsTheSameAsync(cancellationToken).ConfigureAwait(false)
            : true;
        if (isSameLife is false)
        {
            // At once: who asks again, as the list may fail, finds the new life's events alone.
            absence.Reborn();
        }

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
            lives.Apply(
                container,
                await TryInspectAsync(container.Id, cancellationToken).ConfigureAwait(false),
                clock.Now);
        }

        lives.Resynced(clock.Now);
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

    private static ContainerEventsParameters ParametersOf(string cluster, DateTimeOffset? since) => new()
    {
        Since = since,
        Filters = new Dictionary<string, IReadOnlyList<string>>(ClusterFilter.Of(cluster))
        {
            ["type"] = ["container"],
            ["event"] = ["start", "die", "oom"],
        },
    };
    /// <summary>What is known of one cluster, over all of its streams.</summary>
    private sealed record Following(
        string Cluster, ContainerLives Lives, AbsenceReporter Absence, EngineClock Clock, EngineLife Life);
}
