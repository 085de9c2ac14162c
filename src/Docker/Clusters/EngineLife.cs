using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Tells one life of a daemon from the next. Its API says neither when it started nor in which life it is, and its ID
/// stays; but it remembers its last 256 events (moby, daemon/events/events.go), and a new life none of its
/// predecessor's. Not thread-safe.
/// </summary>
internal sealed class EngineLife(DockerClient client, EngineClock clock, TimeProvider time)
{
    private const int EventsMax = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private long? _latestNano;

    /// <summary>An event of the life that is followed.</summary>
    public void Note(Message message) => _latestNano = Math.Max(_latestNano ?? long.MinValue, message.TimeNano);

    /// <summary>
    /// Asks whether who answers now told the latest event that is known; its own latest is the known one from then on.
    /// </summary>
    /// <returns>
    /// Null where it can't be told: none was known, more has happened since than it remembers, or it does not answer.
    /// </returns>
    public async Task<bool?> IsTheSameAsync(CancellationToken cancellationToken)
    {
        if (await TryReadAsync(cancellationToken).ConfigureAwait(false) is not { } remembered)
        {
            return null;
        }

        bool? isTheSame = _latestNano is not { } latest ? null
            : remembered.Exists(message => message.TimeNano == latest) ? true
            : remembered.Count < EventsMax ? false
            : null;
        _latestNano = remembered.Count > 0 ? remembered.Max(message => message.TimeNano)
            : isTheSame is false ? null
            : _latestNano;
        return isTheSame;
    }

    /// <returns>What it remembers from the latest known event on; null where it does not answer.</returns>
    private async Task<List<Message>?> TryReadAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset since = DateTimeOffset.UnixEpoch.AddTicks((_latestNano ?? 0) / TimeSpan.NanosecondsPerTick);
        DateTimeOffset now = clock.Now;
        // An end that lies before the latest event would leave that out; one that has not come yet is waited for.
        DateTimeOffset atLeast = since + TimeSpan.FromMilliseconds(1);
        var parameters = new ContainerEventsParameters { Since = since, Until = now > atLeast ? now : atLeast };
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var remembered = new List<Message>();
        try
        {
            await foreach (Message message in client.System.MonitorEventsAsync(parameters, either.Token)
                .ConfigureAwait(false))
            {
                remembered.Add(message);
            }

            return remembered;
        }
        catch (Exception exception) when (exception is DockerClientException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
