namespace ScaleSim.Docker.Api.Transport;

/// <summary>The time that one call may take, joined with its caller's own cancellation.</summary>
internal sealed class RequestDeadline : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public RequestDeadline(TimeSpan timeout, TimeProvider timeProvider, CancellationToken caller)
    {
        Timeout = timeout;
        _caller = caller;
        _timer = new CancellationTokenSource(timeout, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller);
    }

    public TimeSpan Timeout { get; }

    public CancellationToken Token => _either.Token;

    /// <summary>Time is up, and not because the caller gave up first.</summary>
    public bool HasPassed => _timer.IsCancellationRequested && !_caller.IsCancellationRequested;

    public bool IsCancelledByCaller => _caller.IsCancellationRequested;

    /// <summary>The call has become a stream, which lasts as long as its caller wants.</summary>
    public void Lift() => _timer.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);

    /// <summary>The call has shown that it goes on: its time begins anew.</summary>
    public void Renew() => _timer.CancelAfter(Timeout);

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
