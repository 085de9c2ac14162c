namespace ScaleSim.Tests.Shared;

/// <summary>
/// A clock that stands until it is advanced; timers that come due are run on the way, in order, on the thread that
/// advances it.
/// </summary>
internal sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = start;

    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        FakeTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        DateTimeOffset target = GetUtcNow() + by;
        while (TakeDue(target) is { } due)
        {
            due.Run();
        }

        lock (_gate)
        {
            _now = target;
        }
    }

    /// <summary>Advances in steps until the work is done, and returns its result; fails after half a minute.</summary>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> work, TimeSpan step)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(30));
        while (!work.IsCompleted)
        {
            Advance(step);
            // Lets what the timers have released run before time goes on.
            await Task.Delay(TimeSpan.FromMilliseconds(1), deadline.Token);
        }

        return await work;
    }

    private FakeTimer? TakeDue(DateTimeOffset target)
    {
        lock (_gate)
        {
            FakeTimer? first = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (first is { Due: { } due })
            {
                _now = due > _now ? due : _now;
                first.Due = first.Period > TimeSpan.Zero ? _now + first.Period : null;
            }

            return first;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider time, Action run) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public Action Run { get; } = run;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
                Period = period;
                if (!time._timers.Contains(this))
                {
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                Due = null;
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
