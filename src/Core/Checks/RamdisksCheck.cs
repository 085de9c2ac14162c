using System.Collections.Concurrent;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;

namespace ScaleSim.Core.Checks;

/// <summary>Every worker's ramdisks are tmpfs of the planned size, by the engine's reading of its mounts.</summary>
public sealed class RamdisksCheck : ICheck
{
    private const int Concurrency = 16;

    // The kernel rounds a tmpfs's size up to whole pages.
    private const long PageBytes = 4096;

    public string Name => "ramdisks";

    public CheckLevel Level => CheckLevel.Safe;

    public TimeSpan DeadlineFor(int workers) => TimeSpan.FromSeconds(60 + (workers / 20.0));

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        StoppedWorkers stopped = StoppedWorkers.Of(context);
        List<WorkerPlan> workers = [.. stopped.Others.Where(worker => worker.Group.Ramdisks.Count > 0)];
        if (workers.Count == 0)
        {
            return CheckOutcome.NotApplicable($"the workers have no ramdisks{stopped.Note}");
        }

        if (await NetworkRequirement.MissingAsync(context, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            return missing;
        }

        return context.Engine is IRamdiskReader reader
            ? await ReadAsync(context, reader, workers, stopped.Note, cancellationToken).ConfigureAwait(false)
            : CheckOutcome.NotChecked("the engine can't say which ramdisks a worker has");
    }

    private static async Task<CheckOutcome> ReadAsync(
        CheckContext context,
        IRamdiskReader reader,
        List<WorkerPlan> workers,
        string note,
        CancellationToken cancellationToken)
    {
        var wrong = new ConcurrentDictionary<int, string>();
        var instruments = new ConcurrentDictionary<string, int>();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Concurrency,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(workers, options, async (worker, stop) =>
        {
            IReadOnlyList<MountedRamdisk> mounts = await reader
                .ReadRamdisksAsync(context.Plan.Cluster, worker, stop).ConfigureAwait(false);
            foreach (string instrument in mounts.Select(mount => mount.Instrument).Distinct())
            {
                instruments.AddOrUpdate(instrument, 1, (_, count) => count + 1);
            }

            string faults = string.Join(", ", worker.Group.Ramdisks.Select(planned => Fault(planned, mounts))
                .OfType<string>());
            if (faults.Length > 0)
            {
                wrong[worker.Index] = $"{worker.Name}: {faults}";
            }
        }).ConfigureAwait(false);
        return Judge(
            workers.Count, [.. wrong.OrderBy(pair => pair.Key).Select(pair => pair.Value)], instruments, note);
    }

    private static string? Fault(RamdiskSpec planned, IReadOnlyList<MountedRamdisk> mounts)
    {
        // The last mount at a path hides those before it.
        if (mounts.LastOrDefault(mount => mount.Path == planned.Path) is not { } mount)
        {
            return $"nothing is mounted at {planned.Path}";
        }

        if (mount.FileSystem != "tmpfs")
        {
            return $"{planned.Path} is {mount.FileSystem}, not tmpfs";
        }

        long expected = (planned.SizeBytes + PageBytes - 1) / PageBytes * PageBytes;
        return mount.SizeBytes is long size && (size == expected || size == planned.SizeBytes)
            ? null
            : $"{planned.Path} has {(mount.SizeBytes is null ? "no size" : $"{mount.SizeBytes} bytes")}, "
                + $"not {planned.SizeBytes}";
    }

    private static CheckOutcome Judge(
        int workers, List<string> wrong, ConcurrentDictionary<string, int> instruments, string note)
    {
        string by = instruments.IsEmpty ? "no instrument" : string.Join(" and ", instruments.Keys.Order());
        return wrong.Count == 0
            ? CheckOutcome.Passed(
                $"every ramdisk of {Findings.Count(workers, "worker")} is a tmpfs of its planned size, by {by}{note}")
            : CheckOutcome.Failed(
                $"{wrong.Count} of {workers} workers have other ramdisks than planned, by {by}: "
                + $"{Findings.Name(wrong)}{note}. The engine or its runtime mounts something else there; "
                + "compare docker inspect with scalesim plan.");
    }
}
