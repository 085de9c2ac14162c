using System.Collections.Concurrent;
using ScaleSim.Core.Engines;

namespace ScaleSim.EngineContract;

/// <summary>Follows a cluster in the background and lets a case wait for what it expects.</summary>
internal sealed class Following : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<EngineEvent> _events = new();
    private readonly CancellationTokenSource _end;
    private readonly Task _reading;

    private Following(IEngine engine, string cluster, CancellationToken cancellationToken)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _reading = ReadAsync(engine, cluster, _end.Token);
    }

    public IReadOnlyCollection<EngineEvent> Events => _events;

    /// <summary>Returns once the stream stands.</summary>
    public static async Task<Following> StartAsync(IEngine engine, string cluster, CancellationToken cancellationToken)
    {
        Following following = new(engine, cluster, cancellationToken);
        await following.WaitForAsync(EngineEventKind.Resynced, 0, cancellationToken);
        return following;
    }

    /// <summary>
    /// Returns the first such event, however long ago it came; fails when the following ends without one.
    /// </summary>
    public async Task<EngineEvent> WaitForAsync(EngineEventKind kind, int index, CancellationToken cancellationToken)
    {
        while (true)
        {
            bool ended = _reading.IsCompleted;
            foreach (EngineEvent happened in _events.Where(found => found.Kind == kind && found.Index == index))
            {
                return happened;
            }

            if (ended)
            {
                await _reading;
                Assert.Fail($"Following ended before {kind} {index} came.");
            }

            await Task.Delay(Poll, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _end.Dispose();
    }

    private async Task ReadAsync(IEngine engine, string cluster, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (EngineEvent happened in engine.FollowAsync(cluster, cancellationToken))
            {
                _events.Enqueue(happened);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }
}
