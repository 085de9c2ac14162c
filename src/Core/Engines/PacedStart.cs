using System.Runtime.CompilerServices;

namespace ScaleSim.Core.Engines;

/// <summary>
/// Lets workers go at a pace, on a clock: for Parallel.ForEachAsync, whose lanes are then not held by who waits.
/// </summary>
public sealed class PacedStart(StartPace pace, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _batchStarted = NewSignal();
    private int _open;

    /// <summary>The workers' positions, each when its turn comes. To be read once.</summary>
    public async IAsyncEnumerable<int> TurnsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long begin = time.GetTimestamp();
        while (pace.NextBatch(time.GetElapsedTime(begin)) is { Count: > 0 } batch)
        {
            Task started = Open(batch.Count);
            foreach (StartTurn turn in batch)
            {
                await WaitAsync(begin, turn.After, cancellationToken).ConfigureAwait(false);
                yield return turn.Position;
            }

            await started.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Says that a worker that was let go is started, or can't be. Thread-safe.</summary>
    public void Done()
    {
        lock (_lock)
        {
            if (--_open == 0)
            {
                _batchStarted.SetResult();
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task Open(int count)
    {
        lock (_lock)
        {
            _open = count;
            _batchStarted = NewSignal();
            return _batchStarted.Task;
        }
    }

    private async Task WaitAsync(long begin, TimeSpan until, CancellationToken cancellationToken)
    {
        for (TimeSpan rest = until - time.GetElapsedTime(begin);
            rest > TimeSpan.Zero;
            rest = until - time.GetElapsedTime(begin))
        {
            // Timers count whole milliseconds and round down.
            TimeSpan wait = TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds));
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
