namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>A timer of a <see cref="PollClock"/>: it fires once, on a thread of the pool.</summary>
internal sealed class PollTimer(Action fire, long dueTicks) : ITimer
{
    private volatile bool _isOver;

    public long DueTicks => dueTicks;

    public void Fire() => ThreadPool.QueueUserWorkItem(_ =>
    {
        if (!_isOver)
        {
            fire();
        }
    });

    public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

    public void Dispose() => _isOver = true;

    public ValueTask DisposeAsync()
    {
        _isOver = true;
        return ValueTask.CompletedTask;
    }
}
