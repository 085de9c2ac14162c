namespace ScaleSim.WorkerImage.Masters;

/// <summary>How long to wait before the next try: twice as long each time up to a limit, and a random part of it, so
/// that a thousand workers whose master came back do not all ask at once.</summary>
/// <param name="first">The longest first wait.</param>
/// <param name="limit">The longest wait of all.</param>
/// <param name="random">Where the random part comes from.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan limit, Random random)
{
    private readonly TimeSpan _first = first;
    private TimeSpan _next = first;

    /// <summary>The next wait: between half and all of what its turn allows.</summary>
    public TimeSpan Next()
    {
        var wait = Jitter(_next);
        _next = _next * 2 < limit ? _next * 2 : limit;
        return wait;
    }

    /// <summary>Between half and all of a time.</summary>
    public TimeSpan Jitter(TimeSpan time) => time * (0.5 + (0.5 * random.NextDouble()));

    /// <summary>A try succeeded: begin anew.</summary>
    public void Reset() => _next = _first;
}
