namespace ScaleSim.Core.Runs;

/// <summary>
/// How long to wait from one poll of the master to the next: asking is part of the load that is being measured, so it
/// takes a tenth of the time at most, but nobody is seen more than <see cref="PauseMax"/> late.
/// </summary>
/// <remarks>
/// What a poll costs is told by the quickest of the last few: on a machine that starts workers on every core a poll
/// takes many times longer than it costs, and a pause in proportion would be seen as a late registration.
/// </remarks>
public sealed class PollPace
{
    /// <value>250 ms: what the quickest poll is followed by.</value>
    public static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(250);

    /// <value>3 s: how late something may be seen.</value>
    public static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(3);

    private const int Remembered = 5;
    private const int PausesPerCost = 9;

    private readonly Queue<TimeSpan> _last = new();

    /// <param name="took">How long the poll that has just ended took.</param>
    public TimeSpan PauseAfter(TimeSpan took)
    {
        if (_last.Count == Remembered)
        {
            _last.Dequeue();
        }

        _last.Enqueue(took);
        TimeSpan pause = _last.Min() * PausesPerCost;
        return pause < PauseMin ? PauseMin : pause > PauseMax ? PauseMax : pause;
    }
}
