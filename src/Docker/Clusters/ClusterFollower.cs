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

    public async Task FollowAsync(
        string cluster, ChannelWriter<EngineEvent> events, CancellationToken cancellationToken)
    {
        var absence = new AbsenceReporter(events);
        var lives = new ContainerLives(events, absence.NodeDied);
        DateTimeOffset failedAt = DateTimeOffset.MinValue;
        while (true)
        {
            try
            {
                await BeginAsync(lives, cancellationToken).ConfigureAwait(false);
                await ReadStreamAsync(cluster, lives, absence, cancellationToken).ConfigureAwait(false);
            }
            catch (DockerClientException exception)
            {
                // Cut, or the daemon is away: the next stream begins where this one ended. At once the first time, to
                // see whether the Engine has gone or its stream alone.
                absence.Missed(exception, time.GetUtcNow());
            }

            if (time.GetUtcNow() - failedAt < ReconnectPause)
            {
                await Task.Delay(ReconnectPause, time, cancellationToken).ConfigureAwait(false);
            }

            failedAt = time.GetUtcNow();
        }
    }

    private async Task BeginAsync(ContainerLives lives, CancellationToken cancellationToken)
    {
        if (lives.LastEvent is null)
        {
            SystemInfoResponse info = await client.System.GetInfoAsync(cancellationToken).ConfigureAwait(false);
            lives.BeginAt(info.SystemTime ?? time.GetUtcNow());
        }
    }

    private async Task ReadStreamAsync(
        string cluster, ContainerLives lives, AbsenceReporter absence, CancellationToken cancellationToken)
    {
        // Subscribed before the list is made, so that what happens meanwhile is in the stream.
        EventSubscription stream = await client.System
            .SubscribeEventsAsync(ParametersOf(cluster, lives.LastEvent), cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            IAsyncEnumerator<Message> messages = stream.ReadAllAsync(stop.Token).GetAsyncEnumerator(stop.Token);
            await using (messages.ConfigureAwait(false))
            {
                await ReadAsync(cluster, lives, absence, messages, stop).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(
        string cluster,
        ContainerLives lives,
        AbsenceReporter absence,
        IAsyncEnumerator<Message> messages,
        CancellationTokenSource stop)
    {
        CancellationToken cancellationToken = stop.Token;
        await ResyncAsync(cluster, lives, absence, cancellationToken).ConfigureAwait(false);
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

                    lives.Apply(messages.Current);
                    next = messages.MoveNextAsync().AsTask();
                }

                await interval.ConfigureAwait(false);
                await ResyncAsync(cluster, lives, absence, cancellationToken).ConfigureAwait(false);
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

    private async Task ResyncAsync(
        string cluster, ContainerLives lives, AbsenceReporter absence, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContainerFacts> containers = await reader.ListContainersAsync(
            ClusterFilter.Of(cluster), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ContainerFacts> news = lives.Learn(containers);
        absence.Answered(news.Count(ContainerLives.IsEndedNode), time.GetUtcNow());
        foreach (ContainerFacts container in news)
        {
            lives.Apply(
                container,
                await TryInspectAsync(container.Id, cancellationToken).ConfigureAwait(false),
                time.GetUtcNow());
        }

        lives.Resynced(time.GetUtcNow());
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
}
