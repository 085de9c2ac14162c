using ScaleSim.Core.Capacity;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Simulator.Bench;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Capacity;

/// <summary>
/// Measures what a worker costs: starts a few, starts as many again, and looks at the machine before, between and
/// after. What was started is removed, whatever happens.
/// </summary>
/// <param name="say">Gets a sentence for each step.</param>
internal sealed class CapacitySession(
    ClusterSetup setup, LaunchServices services, RunOptions options, Action<string> say)
{
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(8);

    private readonly SampleReader _samples = new(services, setup.Planner.Facts.Engine);

    /// <param name="second">Workers of each group in the second step.</param>
    public async Task<CapacityMeasurement> RunAsync(
        IReadOnlyDictionary<string, int> second, CancellationToken cancellationToken)
    {
        say("Looking at the machine as it is...");
        double busy = await ReadBusyCoresAsync(cancellationToken);
        MachineSample before = await _samples.ReadAsync(live: null, cancellationToken);
        var cluster = new GrowingCluster(setup, services, options);
        try
        {
            return await MeasureAsync(cluster, second, before, busy, cancellationToken);
        }
        finally
        {
            say("Removing what was started...");
            await cluster.RemoveAsync();
        }
    }

    private async Task<CapacityMeasurement> MeasureAsync(
        GrowingCluster cluster,
        IReadOnlyDictionary<string, int> second,
        MachineSample before,
        double busy,
        CancellationToken cancellationToken)
    {
        say($"Starting {Describe(setup.Plan.Workers.Count)}...");
        await cluster.StartAsync(cancellationToken);
        return await MasterVigil.WatchAsync(
            cluster.Live.Master,
            async token =>
            {
                MachineSample first = await _samples.ReadAsync(cluster.Live, token);
                say($"Starting {Describe(second.Values.Sum() - first.Workers)} more...");
                double rate = await cluster.GrowAsync(second, token);
                MachineSample after = await _samples.ReadAsync(cluster.Live, token);
                say($"Watching {Describe(after.Workers)} do nothing for {IdleTime.TotalSeconds:0} s...");
                IdleReading begin = await IdleReading.ReadAsync(cluster.Live, services, token);
                await Task.Delay(IdleTime, services.Time, token);
                IdleReading end = await IdleReading.ReadAsync(cluster.Live, services, token);
                return new CapacityMeasurement
                {
                    Before = before,
                    First = first,
                    Second = after,
                    GroupMemoryBytes = Average(end.Usages, usage => usage.MemoryBytes),
                    IdleCores = begin.CoresPerWorker(end, after.Workers, busy, services.Time),
                    StartsPerSecond = rate,
                    Cores = setup.Planner.Facts.Engine.Cores,
                    BusyCores = busy,
                };
            },
            cancellationToken);
    }

    private static string Describe(int workers) => Terminal.Figures.Count(workers, "worker");

    private async Task<double> ReadBusyCoresAsync(CancellationToken cancellationToken)
    {
        MachineLoad begin = MachineLoad.Read(services.HostFiles);
        long started = services.Time.GetTimestamp();
        await Task.Delay(QuietTime, services.Time, cancellationToken);
        MachineLoad end = MachineLoad.Read(services.HostFiles);
        return Math.Max(0, (end.BusyCpu - begin.BusyCpu) / services.Time.GetElapsedTime(started));
    }

    private static double? Average(IReadOnlyList<WorkerUsage> usages, Func<WorkerUsage, double> of) =>
        usages.Count == 0 ? null : usages.Average(of);
}
