using System.Collections.Concurrent;
using System.Globalization;
using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Workers;

/// <summary>Runs one command in many workers at once, a bounded number at a time.</summary>
/// <param name="timeout">For each worker; null for none.</param>
internal sealed class ExecInWorkers(IEngine engine, string cluster, TimeSpan? timeout, TimeProvider time)
{
    private const int Concurrency = 16;

    /// <param name="ended">Told of each worker as its command ends, from several threads.</param>
    /// <returns>All of them, in the order of their indexes.</returns>
    public async Task<IReadOnlyList<ExecAnswer>> RunAsync(
        IReadOnlyList<WorkerState> workers,
        IReadOnlyList<string> command,
        Action<ExecAnswer> ended,
        CancellationToken cancellationToken)
    {
        ConcurrentBag<ExecAnswer> answers = [];
        ParallelOptions parallel = new()
        {
            MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(workers, parallel, async (worker, token) =>
        {
            ExecAnswer answer = await RunAsync(worker, command, token);
            answers.Add(answer);
            ended(answer);
        });
        return [.. answers.OrderBy(answer => answer.Worker.Index)];
    }

    private async Task<ExecAnswer> RunAsync(
        WorkerState worker, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        if (worker.Status != ContainerStatus.Running)
        {
            return new ExecAnswer(
                worker, null, $"{worker.Name} does not run: {worker.Detail}. Start it with 'scalesim start'.");
        }

        using var deadline = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return new ExecAnswer(
                worker,
                await engine.ExecAsync(cluster, ExecTarget.Worker(worker.Index), command, either.Token),
                null);
        }
        catch (EngineException exception)
        {
            return new ExecAnswer(worker, null, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ExecAnswer(worker, null, string.Create(
                CultureInfo.InvariantCulture,
                $"{command[0]} has not ended within {timeout!.Value.TotalSeconds:0} s in {worker.Name}, and ")
                + "goes on there. Allow more with --timeout.");
        }
    }
}
