using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Tells one life of a daemon from the next. Its API says neither when it started nor in which life it is, and its ID
/// stays; but it remembers its last events, and a new life none of its predecessor's (<see cref="EventMemory"/>). Not
/// thread-safe.
/// </summary>
internal sealed class EngineLife(EventMemory memory)
{
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
        DateTimeOffset since = _latestNano is { } known
            ? DateTimeOffset.UnixEpoch.AddTicks(known / TimeSpan.NanosecondsPerTick) - EventMemory.Overlap
            : DateTimeOffset.UnixEpoch;
        if (await memory.TryReadAsync(since, filters: null, cancellationToken).ConfigureAwait(false)
            is not { } remembered)
        {
            return null;
        }

        bool? isTheSame = _latestNano is not { } latest ? null
            : remembered.Exists(message => message.TimeNano == latest) ? true
            : remembered.Count < EventMemory.EventsMax ? false
            : null;
        _latestNano = remembered.Count > 0 ? remembered.Max(message => message.TimeNano)
            : isTheSame is false ? null
            : _latestNano;
        return isTheSame;
    }
}
