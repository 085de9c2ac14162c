using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Bench;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Capacity;

/// <summary>Processor time spent until now: by the workers, their master, and everybody.</summary>
/// <param name="Usages">Of the workers whose control groups can be read.</param>
internal sealed record IdleReading(IReadOnlyList<WorkerUsage> Usages, TimeSpan Master, TimeSpan Machine, long At)
{
    public static async Task<IdleReading> ReadAsync(
        LiveCluster live, LaunchServices services, CancellationToken cancellationToken)
    {
        IReadOnlyList<WorkerUsage> usages = live.Engine is IUsageReader reader
            ? await reader.ReadUsageAsync(
                live.Plan.Cluster, live.Plan.Workers.Select(worker => worker.Index), cancellationToken)
            : [];
        return new IdleReading(
            usages,
            ProcessCost.Of(live.Master.ProcessId).Cpu,
            MachineLoad.Read(services.HostFiles).BusyCpu,
            services.Time.GetTimestamp());
    }

    /// <summary>
    /// Cores that one worker takes, with its part of the master's: as its control group says, else as the machine does
    /// above what it did before.
    /// </summary>
    /// <param name="later">A later reading of the same cluster.</param>
    /// <param name="busyBefore">Cores that were busy before the cluster was.</param>
    public double CoresPerWorker(IdleReading later, int workers, double busyBefore, TimeProvider time)
    {
        double seconds = time.GetElapsedTime(At, later.At).TotalSeconds;
        if (Usages.Count == 0 || later.Usages.Count != Usages.Count)
        {
            return Math.Max(0, ((later.Machine - Machine).TotalSeconds / seconds) - busyBefore) / workers;
        }

        double spent = later.Usages.Sum(usage => usage.Cpu.TotalSeconds) - Usages.Sum(usage => usage.Cpu.TotalSeconds);
        return ((spent / Usages.Count) + ((later.Master - Master).TotalSeconds / workers)) / seconds;
    }
}
