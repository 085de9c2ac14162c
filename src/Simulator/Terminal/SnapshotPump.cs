using ScaleSim.Core.Reports;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Terminal;

/// <summary>Carries snapshots of a run, some per second, to the terminal and to the report.</summary>
internal sealed class SnapshotPump : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    private readonly RunTracker _tracker;
    private readonly IRunView _view;
    private readonly RunReport? _report;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Task _pumping;
    private bool _isEnded;

    public SnapshotPump(RunTracker tracker, IRunView view, RunReport? report, TimeProvider time)
    {
        _tracker = tracker;
        _view = view;
        _report = report;
        _pumping = PumpAsync(time);
    }

    /// <summary>Shows what is being done right now.</summary>
    public void Note(string text) => Alone(() => _view.Note(text));

    /// <summary>Runs what needs the terminal for itself, such as the user's own tests.</summary>
    public async Task<T> PauseAsync<T>(Func<Task<T>> work)
    {
        Show();
        await AloneAsync(_view.PauseAsync);
        try
        {
            return await work();
        }
        finally
        {
            Alone(_view.Resume);
        }
    }

    /// <summary>Shows the last snapshot and leaves the terminal to whoever comes next.</summary>
    public async Task EndAsync()
    {
        if (_isEnded)
        {
            return;
        }

        _isEnded = true;
        await _stop.CancelAsync();
        await _pumping;
        Show();
        await _view.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
        _turn.Dispose();
    }

    private async Task PumpAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                Show();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Show()
    {
        RunSnapshot snapshot = _tracker.Snapshot();
        Alone(() => _view.Update(snapshot));
        _report?.Update(snapshot);
    }

    // A view is to be told by one thread at a time; checks and the pump's own timer both have something to say.
    private void Alone(Action tell)
    {
        _turn.Wait();
        try
        {
            tell();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task AloneAsync(Func<Task> tell)
    {
        await _turn.WaitAsync();
        try
        {
            await tell();
        }
        finally
        {
            _turn.Release();
        }
    }
}
