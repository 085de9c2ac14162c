using System.Collections.Concurrent;
using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Workers;

/// <summary>Shows the logs of some workers, and follows them through their restarts.</summary>
internal sealed class LogsOfWorkers(
    IEngine engine, ILogFollower logs, ClusterState cluster, IReadOnlyList<WorkerState> workers, WorkerPrefix output)
{
    private const int Concurrency = 16;

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
        Dictionary<int, WorkerState> wanted = workers.ToDictionary(worker => worker.Index);
        ConcurrentDictionary<int, Task> following = new();
        TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task watching = WatchAsync(wanted, following, request, gone, stop.Token);
        foreach (WorkerState worker in workers)
        {
            following[worker.Index] = FollowOneAsync(worker, request, gone, stop.Token);
        }

        try
        {
            await await Task.WhenAny(gone.Task, watching);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll([.. following.Values, Quiet(watching)]);
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

    /// <summary>Takes a worker up again when it has a new life.</summary>
    private async Task WatchAsync(
        Dictionary<int, WorkerState> wanted,
        ConcurrentDictionary<int, Task> following,
        LogRequest request,
        TaskCompletionSource gone,
        CancellationToken cancellationToken)
    {
        await foreach (EngineEvent happened in engine.FollowAsync(cluster.Cluster, cancellationToken))
        {
            if (happened.Kind == EngineEventKind.WorkerStarted && wanted.TryGetValue(happened.Index, out var worker))
            {
                LogRequest rest = request with { Lines = null, Since = happened.Time };
                Task before = following[worker.Index];
                following[worker.Index] = AfterAsync(before, worker, rest, gone, cancellationToken);
            }
        }
    }

    private async Task AfterAsync(
        Task before,
        WorkerState worker,
        LogRequest request,
        TaskCompletionSource gone,
        CancellationToken cancellationToken)
    {
        await before;
        await FollowOneAsync(worker, request, gone, cancellationToken);
    }

    private async Task FollowOneAsync(
        WorkerState worker, LogRequest request, TaskCompletionSource gone, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (LogLine line in logs.FollowLogAsync(
                cluster.Cluster, worker.Index, request with { Follow = true }, cancellationToken))
            {
                output.WriteLine(worker, line.Text);
            }

            await EndWhenGoneAsync(gone, cancellationToken);
        }
        catch (OperationCanceledException)
        {
        }
        catch (EngineException)
        {
            // Mostly it was removed while it was followed; whether all are is looked at below.
            await EndWhenGoneAsync(gone, CancellationToken.None);
        }
    }

    private async Task EndWhenGoneAsync(TaskCompletionSource gone, CancellationToken cancellationToken)
    {
        try
        {
            ClusterState? now = await engine.InspectAsync(cluster.Cluster, cancellationToken);
            HashSet<int> there = [.. (now?.Workers ?? []).Select(worker => worker.Index)];
            if (now?.Run != cluster.Run || workers.All(worker => !there.Contains(worker.Index)))
            {
                gone.TrySetResult();
            }
        }
        catch (EngineException exception)
        {
            gone.TrySetException(exception);
        }
    }
}
