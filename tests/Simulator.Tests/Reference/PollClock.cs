namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>
/// A clock that only waiting moves: a short wait, as between two polls, advances the clock by its length and is over
/// at once. Deadlines fall due by this clock, so no test depends on how fast the machine is.
/// </summary>
internal sealed class PollClock : TimeProvider
{
    private static readonly TimeSpan PollMax = TimeSpan.FromSeconds(1);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<PollTimer> _deadlines = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(GetTimestamp());

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        lock (_lock)
        {
            var timer = new PollTimer(() => callback(state), _ticks + dueTime.Ticks);
            if (dueTime >= TimeSpan.Zero)
            {
                _deadlines.Add(timer);
                _ticks += dueTime <= PollMax ? dueTime.Ticks : 0;
            }

            foreach (PollTimer due in _deadlines.Where(timer => timer.DueTicks <= _ticks).ToArray())
            {
                _deadlines.Remove(due);
                due.Fire();
            }

            return timer;
        }
    }
}
