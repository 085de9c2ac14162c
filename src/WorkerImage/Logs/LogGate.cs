namespace ScaleSim.WorkerImage.Logs;

/// <summary>Lets one message pass per second: a fault that hits every request must not fill the log, which everybody on
/// the machine shares.</summary>
/// <param name="time">The clock.</param>
internal sealed class LogGate(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long? _passedAt;
    private int _silenced;

    /// <summary>True if a message may be logged now.</summary>
    /// <param name="silenced">How many were not since the last one.</param>
    public bool TryPass(out int silenced)
    {
        lock (_lock)
        {
            silenced = _silenced;
            if (_passedAt is { } at && time.GetElapsedTime(at) < Pause)
            {
                _silenced++;
                return false;
            }

            _passedAt = time.GetTimestamp();
            _silenced = 0;
            return true;
        }
    }
}
