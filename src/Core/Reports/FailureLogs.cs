using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Reports;

/// <summary>logs/: the last words of what failed, one file each, without the values of the spec's secrets.</summary>
public sealed class FailureLogs(OutputDirectory output)
{
    /// <value>The most workers whose logs are kept; the first by index stand for the rest.</value>
    public const int WorkersMax = 100;

    /// <summary>Writes <c>logs/worker-0007.log</c> for each worker that is not as planned.</summary>
    /// <param name="read">Reads the last lines of a worker's log by its index.</param>
    /// <param name="alsoTheLiving">
    /// Whether workers that are as planned follow: whoever's tests failed wants to see what they were doing.
    /// </param>
    /// <returns>What is missing, for people; empty when each failed worker has its log.</returns>
    /// <exception cref="IOException">A log could not be written.</exception>
    public async Task<IReadOnlyList<string>> WriteWorkersAsync(
        RunSnapshot snapshot,
        Func<int, CancellationToken, Task<string>> read,
        bool alsoTheLiving,
        CancellationToken cancellationToken)
    {
        SecretText secrets = SecretText.Of(snapshot.Plan.Spec);
        Dictionary<int, WorkerDeath> deaths = snapshot.UnaskedDeaths;
        ILookup<bool, WorkerTimeline> workers = snapshot.Workers.ToLookup(
            worker => worker.Failure is not null || deaths.ContainsKey(worker.Index));
        WorkerTimeline[] failed = [.. workers[true]];
        IEnumerable<WorkerTimeline> living = alsoTheLiving ? workers[false] : [];
        foreach (WorkerTimeline worker in failed.Concat(living).Take(WorkersMax))
        {
            WorkerPlan plan = snapshot.Plan.FindWorker(worker.Index)!;
            string name = plan.Name;
            string text = await ReadAsync(worker.Index, read, cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(
                output.PathOfLog(name),
                $"# {name}: {WhyOf(worker, deaths)}\n{Advice(text, plan)}{secrets.Hide(text)}",
                cancellationToken)
                .ConfigureAwait(false);
        }

        return failed.Length <= WorkersMax
            ? []
            : [$"{failed.Length} workers failed; {OutputDirectory.LogsName}/ has the logs of the first {WorkersMax}."];
    }

    /// <summary>Writes <c>logs/master.log</c>.</summary>
    /// <exception cref="IOException">The log could not be written.</exception>
    public Task WriteMasterAsync(RunSnapshot snapshot, string text, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(
            output.PathOfLog("master"), SecretText.Of(snapshot.Plan.Spec).Hide(text), cancellationToken);

    /// <summary>Writes <c>logs/crash.log</c>: an error of ScaleSim's own, whole, for its developers.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="IOException">The log could not be written.</exception>
    public string WriteCrash(Exception failure)
    {
        string path = output.PathOfLog("crash");
        File.WriteAllText(path, $"{failure}\n");
        return path;
    }

    private static string WhyOf(WorkerTimeline worker, Dictionary<int, WorkerDeath> deaths) =>
        worker.Failure is { } failure ? failure
        : deaths.TryGetValue(worker.Index, out WorkerDeath? death) ? $"{death.Why}; started again since"
        : worker.StoppedBy is { } by ? $"stopped on purpose by {by}"
        : "as planned";

    private static string Advice(string text, WorkerPlan worker) =>
        DeathAdvice.Of(text, worker.Group) is { } keys ? $"# {keys}\n" : "";

    private static async Task<string> ReadAsync(
        int worker, Func<int, CancellationToken, Task<string>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(worker, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException failure)
        {
            return $"# its log could not be read: {failure.Message}\n";
        }
    }
}
