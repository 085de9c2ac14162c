namespace ScaleSim.Simulator.Launch;

/// <summary>
/// What is said while an image is pulled or an archive is loaded, which can take minutes: the first sentence and then
/// one now and then, as lines of a log show them.
/// </summary>
internal sealed class ImageNotices(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long? _last;

    /// <value>Where it is shown; the engine that pulls is there before the view is.</value>
    public Action<string>? Show { get; set; }

    public void Report(string sentence)
    {
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < Interval)
            {
                return;
            }

            _last = time.GetTimestamp();
        }

        Show?.Invoke(sentence);
    }
}
