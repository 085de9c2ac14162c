using ScaleSim.Core.Capacity;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Hosts.Limits;
using ScaleSim.Core.Planning;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Capacity;

/// <summary>Reads the machine once it has gone quiet.</summary>
internal sealed class SampleReader(LaunchServices services, EngineFacts engine)
{
    // The last worker has made its first heartbeats by then, and the engine has written down what it did.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(4);

    // Available memory moves by megabytes from one moment to the next; the median of some does less.
    private const int MemoryReadings = 9;
    private static readonly TimeSpan ReadingInterval = TimeSpan.FromMilliseconds(200);

    /// <param name="live">The cluster as it is now; null before there is one.</param>
    public async Task<MachineSample> ReadAsync(LiveCluster? live, CancellationToken cancellationToken)
    {
        ClusterPlan? plan = live?.Plan;
        await Task.Delay(plan is null ? TimeSpan.Zero : SettleTime, services.Time, cancellationToken);
        var available = new List<long>();
        for (int reading = 0; reading < MemoryReadings; reading++)
        {
            await Task.Delay(ReadingInterval, services.Time, cancellationToken);
            available.Add(MemoryInfo.ReadAvailableBytes(services.HostFiles) ?? engine.MemoryBytes);
        }

        return new MachineSample(
            plan?.Workers.Count ?? 0,
            plan?.Nodes.Count(node => !node.IsWorker) ?? 0,
            available.Order().ElementAt(MemoryReadings / 2),
            new HostLimitsReader(services.HostFiles).Read(engine))
        {
            Own = live is null ? null : await ReadOwnAsync(live, cancellationToken),
        };
    }

    private async Task<ClusterFootprint?> ReadOwnAsync(LiveCluster live, CancellationToken cancellationToken)
    {
        IReadOnlyList<WorkerUsage> usages = live.Engine is IUsageReader reader
            ? await reader.ReadUsageAsync(
                live.Plan.Cluster, live.Plan.Workers.Select(worker => worker.Index), cancellationToken)
            : [];
        ProcessFootprint?[] workers = [.. usages.Select(usage => Read(usage.Process))];
        if (workers.Length != live.Plan.Workers.Count || workers.Contains(null))
        {
            return null;
        }

        ProcessFootprint?[] shims = [.. workers.Select(worker => worker!.Parent).Distinct().Select(Read)];
        return shims.Contains(null)
            ? null
            : new ClusterFootprint(
                usages.Sum(usage => usage.MemoryBytes) + shims.Sum(shim => shim!.PrivateBytes),
                usages.Sum(usage => usage.Threads) + shims.Sum(shim => shim!.Threads),
                FilesOf([.. workers, .. shims]));
    }

    private ProcessFootprint? Read(int process) => ProcessFootprint.TryRead(services.HostFiles, process);

    private static long? FilesOf(IReadOnlyList<ProcessFootprint?> processes) =>
        processes.All(process => process?.OpenFiles is not null)
            ? processes.Sum(process => process!.OpenFiles)
            : null;
}
