using System.Collections.Concurrent;
using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Clusters;

namespace ScaleSim.Docker.Engine;

/// <summary>Does one thing to many workers at once.</summary>
internal sealed class WorkerActions(
    DockerClient client,
    ClusterReader reader,
    ContainerIds ids,
    TimerSlack timers,
    EnginePipelines pipelines,
    TimeProvider time)
{
    private const int Concurrency = 16;
    private const int NamedMax = 10;
    private static readonly TimeSpan ExitWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ExitPoll = TimeSpan.FromMilliseconds(50);

    public async Task ActAsync(
        string cluster, WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken)
    {
        var failures = new ConcurrentBag<string>();
        var done = new ConcurrentBag<int>();
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(workers, parallel, async (worker, token) =>
        {
            try
            {
                string id = await ids.FindAsync(cluster, ExecTarget.Worker(worker), token).ConfigureAwait(false);
                await (action == WorkerAction.Crash
                    ? CrashAsync(id, token)
                    : pipelines.Change.ExecuteAsync(
                        async inner => await ActAsync(action, id, inner).ConfigureAwait(false), token).AsTask())
                    .ConfigureAwait(false);
                done.Add(worker);
            }
            catch (Exception exception) when (exception is DockerClientException or EngineException)
            {
                failures.Add($"worker {worker}: {exception.Message}");
            }
        }).ConfigureAwait(false);
        if (action is WorkerAction.Kill or WorkerAction.Stop)
        {
            await AwaitExitsAsync(cluster, [.. done], cancellationToken).ConfigureAwait(false);
        }

        if (!failures.IsEmpty)
        {
            throw new EngineException(
                $"{action} failed for {failures.Count} of {workers.Count} workers of cluster {cluster}: "
                + $"{string.Join("; ", failures.Order(StringComparer.Ordinal).Take(NamedMax))}. "
                + $"See 'scalesim status {cluster}'.");
        }
    }

    /// <summary>
    /// Newer Engines answer a kill before their lists know of it; whoever acted must not find the dead running.
    /// </summary>
    private async Task AwaitExitsAsync(string cluster, HashSet<int> workers, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < ExitWait)
        {
            IReadOnlyList<ContainerFacts> containers = await reader.ListContainersAsync(
                ClusterFilter.Of(cluster), cancellationToken).ConfigureAwait(false);
            if (!containers.Any(container => container.IsRunning && workers.Contains(container.Worker)))
            {
                return;
            }

            await Task.Delay(ExitPoll, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ActAsync(WorkerAction action, string id, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case WorkerAction.Kill:
                await KillAsync(id, cancellationToken).ConfigureAwait(false);
                break;
            case WorkerAction.Start:
                await client.Containers.StartContainerAsync(id, cancellationToken).ConfigureAwait(false);
                await timers.SetAsync(id, cancellationToken).ConfigureAwait(false);
                break;
            case WorkerAction.Stop:
                await client.Containers.StopContainerAsync(id, wait: null, cancellationToken).ConfigureAwait(false);
                break;
            case WorkerAction.Restart:
                // Asked for twice, as happens when an answer is lost, a restart ends the new life, too; these do not.
                await client.Containers.StopContainerAsync(id, wait: null, cancellationToken).ConfigureAwait(false);
                await client.Containers.StartContainerAsync(id, cancellationToken).ConfigureAwait(false);
                await timers.SetAsync(id, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action on workers.");
        }
    }

    /// <summary>
    /// Returns when the Engine has noticed: then the worker is dead, or lives its next life under another process. The
    /// signal is sent once, whatever fails after it: a second one would end the next life. The reads around it are
    /// tried again, as all of the client's are.
    /// </summary>
    /// <exception cref="EngineException">It can't be sent; or it was, and the Engine tells no more.</exception>
    private async Task CrashAsync(string id, CancellationToken cancellationToken)
    {
        ContainerInspectResponse victim =
            await client.Containers.InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
        OutsideSignal.Send(victim, client.Endpoint.IsLocal);
        try
        {
            await AwaitNextLifeAsync(id, victim, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerClientException exception)
        {
            throw new EngineException(
                $"its program was ended, but what became of it is not known: {exception.Message.TrimEnd('.')}; "
                + "a second try would end its next life",
                exception);
        }
    }

    private async Task AwaitNextLifeAsync(
        string id, ContainerInspectResponse victim, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        while (victim.State.Running && time.GetElapsedTime(started) < ExitWait)
        {
            ContainerInspectResponse now =
                await client.Containers.InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
            if (now.State.Pid != victim.State.Pid)
            {
                return;
            }

            await Task.Delay(ExitPoll, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // 409: it is not running, which is what a kill is for.
    private async Task KillAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.Containers.KillContainerAsync(id, "SIGKILL", cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
        }
    }
}
