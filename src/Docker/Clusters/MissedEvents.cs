using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Tells of one cluster what its stream of events did not: a stream may be silent while it looks open, and an Engine
/// drops events, without a word, for a listener that it holds for slow. A list shows who is dead by now, but not who
/// died and was started again; what the Engine remembers shows both. Not thread-safe.
/// </summary>
internal sealed class MissedEvents(
    string cluster, ContainerLives lives, EngineLife life, EventMemory memory, EngineClock clock)
{
    /// <value>
    /// How late the stream of an Engine that works hard may be. What is older, and was not told, was lost on the way.
    /// </value>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(5);

    private DateTimeOffset? _since;

    /// <summary>
    /// Applies what has happened since the last time; what the stream told already is told no more. The first time
    /// does nothing, as the first list knows nothing older.
    /// </summary>
    /// <returns>Whether the stream has lost something: nothing that it still tells is to be waited for.</returns>
    public async Task<bool> TellAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.Now;
        if (_since is not { } since)
        {
            _since = now;
            return false;
        }

        // Not since the latest event: of three, the stream may have dropped the second. A clock may have been set back.
        List<Message>? remembered = await memory.TryReadAsync(
            since < now ? since : now, ClusterFilter.EventsOf(cluster), cancellationToken).ConfigureAwait(false);
        if (remembered is null)
        {
            return false;
        }

        bool hasLost = false;
        foreach (Message message in remembered)
        {
            life.Note(message);
            hasLost |= lives.Apply(message) is { } told && now - told > Lag;
        }

        _since = since > now - EventMemory.Overlap ? since : now - EventMemory.Overlap;
        return hasLost;
    }
}
