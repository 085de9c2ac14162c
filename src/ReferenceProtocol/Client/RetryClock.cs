namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>Waits that double, until a time is over.</summary>
/// <param name="limit">The time for all tries.</param>
/// <param name="time">The clock.</param>
internal sealed class RetryClock(TimeSpan limit, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly long _startedAt = time.GetTimestamp();
    private TimeSpan _wait = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the next try; false if there is no time for one.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_startedAt) + _wait > limit)
        {
            return false;
        }

        await Task.Delay(_wait, time, cancellationToken).ConfigureAwait(false);
        _wait = _wait * 2 < LongestWait ? _wait * 2 : LongestWait;
        return true;
    }
}
