namespace ScaleSim.WorkerImage.Masters;

/// <summary>Something happened that the master should hear before the next heartbeat is due.</summary>
internal sealed class News : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>Ends the wait, now or when it begins.</summary>
    public void Tell()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Told already: one heartbeat carries all the news.
        }
    }

    /// <summary>Waits for news, and no longer than <paramref name="longest"/>.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken) =>
        _signal.WaitAsync(longest, cancellationToken);

    public void Dispose() => _signal.Dispose();
}
