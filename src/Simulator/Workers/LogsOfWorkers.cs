using System.Collections.Concurrent;
using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Workers;

/// <summary>Shows the logs of some workers, and follows them through their restarts.</summary>
internal sealed class LogsOfWorkers(
    IEngine engine,
    ILogFollower logs,
    ClusterState cluster,
    IReadOnlyList<WorkerState> workers,
    WorkerPrefix output,
    TimeProvider time)
{
    private const int Concurrency = 16;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<int, Task> _following = new();
    private int _open;

    /// <summary>What there is, worker by worker.</summary>
    public async Task ShowAsync(LogRequest request, CancellationToken cancellationToken)
    {
        foreach (WorkerState[] some in workers.Chunk(Concurrency))
        {
            IReadOnlyList<string>[] lines = await Task.WhenAll(some.Select(worker =>
                ReadAsync(worker, request, cancellationToken)));
            foreach ((WorkerState worker, IReadOnlyList<string> printed) in some.Zip(lines))
            {
                foreach (string line in printed)
                {
                    output.WriteLine(worker, line);
                }
            }
        }
    }

    /// <summary>
    /// What there is and what comes, until the cluster or all of the workers are removed. One that is started again is
    /// followed on.
    /// </summary>
    public async Task FollowAsync(LogRequest request, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        foreach (WorkerState worker in workers)
        {
            Follow(worker, Task.CompletedTask, request, stop.Token);
        }

        Task watching = WatchAsync(request, stop.Token);
        Task waiting = WaitUntilGoneAsync(stop.Token);
        try
        {
            await await Task.WhenAny(waiting, watching);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll([.. _following.Values, Quiet(watching), Quiet(waiting)]);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static Task<AggregateException?> Quiet(Task task) => task.ContinueWith(
        done => done.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private async Task<IReadOnlyList<string>> ReadAsync(
        WorkerState worker, LogRequest request, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        await foreach (LogLine line in logs.FollowLogAsync(
            cluster.Cluster, worker.Index, request, cancellationToken))
        {
            lines.Add(line.Text);
        }

        return lines;
    }

    /// <summary>Takes a worker up again when it has a new life, from the end of the one before.</summary>
    private async Task WatchAsync(LogRequest request, CancellationToken cancellationToken)
    {
        Dictionary<int, WorkerState> wanted = workers.ToDictionary(worker => worker.Index);
        Dictionary<int, DateTimeOffset> ended = [];
        await foreach (EngineEvent happened in engine.FollowAsync(cluster.Cluster, cancellationToken))
        {
            if (!wanted.TryGetValue(happened.Index, out WorkerState? worker))
            {
                continue;
            }

            if (happened.Kind == EngineEventKind.WorkerDied)
            {
                ended[worker.Index] = happened.Time;
            }
            else if (happened.Kind == EngineEventKind.WorkerStarted)
            {
                DateTimeOffset since = ended.GetValueOrDefault(worker.Index, happened.Time);
                Follow(
                    worker,
                    _following[worker.Index],
                    request with { Lines = null, Since = since },
                    cancellationToken);
            }
        }
    }

    private void Follow(WorkerState worker, Task before, LogRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        _following[worker.Index] = FollowAsync(worker, before, request, cancellationToken);
    }

    private async Task FollowAsync(
        WorkerState worker, Task before, LogRequest request, CancellationToken cancellationToken)
    {
        await before;
        try
        {
            await foreach (LogLine line in logs.FollowLogAsync(
                cluster.Cluster, worker.Index, request with { Follow = true }, cancellationToken))
            {
                output.WriteLine(worker, line.Text);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (EngineException)
        {
            // Mostly it was removed while it was followed; whether all are is looked at beside.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    /// <summary>A worker whose log has ended may come back, or it is removed: now and then that is looked at.</summary>
    private async Task WaitUntilGoneAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        HashSet<int> wanted = [.. workers.Select(worker => worker.Index)];
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (Volatile.Read(ref _open) > 0)
            {
                continue;
            }

            ClusterState? now = await engine.InspectAsync(cluster.Cluster, cancellationToken);
            if (now?.Run != cluster.Run || !now.Workers.Any(worker => wanted.Contains(worker.Index)))
            {
                return;
            }
        }
    }
}
