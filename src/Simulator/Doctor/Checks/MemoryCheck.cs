using ScaleSim.Core;
using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The workers fit in memory, idle and with every limit reached.</summary>
internal sealed class MemoryCheck : IDoctorCheck
{
    private static readonly Uri Link = new("https://github.com/moby/moby/issues/47967");

    public string Name => "memory";

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        ClusterDemand demand = context.Demand;
        long available = context.Host.MemoryAvailableBytes;
        string message = Describe(demand, available);
        return Task.FromResult(demand.MemoryIdleBytes > available ? IdleDoesNotFit(demand, available, message)
            : demand.MemoryFullBytes > available ? FullDoesNotFit(context.Spec.StrictMemory, message)
            : DoctorResult.Ok(Name, message));
    }

    private static string Describe(ClusterDemand demand, long available) =>
        $"{Figures.Count(demand.Workers, "worker")} take {ByteSize.Format(demand.MemoryIdleBytes)} idle "
            + $"({demand.MemoryIdleSum}) and "
            + $"{ByteSize.Format(demand.MemoryFullBytes)} with every limit reached "
            + $"({ByteSize.Format(demand.MemoryFullBytes / demand.Workers)} each, ramdisks full); "
            + $"{ByteSize.Format(available)} is available.";

    private DoctorResult IdleDoesNotFit(ClusterDemand demand, long available, string message)
    {
        long fitting = available / Math.Max(1, demand.MemoryIdleBytes / demand.Workers);
        return DoctorResult.Failed(Name, message) with
        {
            Reason = "Idle workers alone take more than there is; the kernel would kill processes, any.",
            Fix = fitting > 0
                ? $"Lower --workers to {fitting} or less, lower --memory, or free memory."
                : "Lower --memory, free memory, or use a larger machine.",
            Link = Link,
        };
    }

    private DoctorResult FullDoesNotFit(bool isStrict, string message) =>
        new(Name, isStrict ? DoctorStatus.Failed : DoctorStatus.Warning, message)
        {
            Reason = "Memory and ramdisks are promises, filled only on use. If all workers use all of theirs, the "
                + "machine runs out.",
            Fix = isStrict
                ? "Lower --workers, --memory or --ramdisk, or leave --strict-memory away."
                : "Lower --workers, --memory or --ramdisk; --strict-memory refuses what might not fit.",
            Link = Link,
        };
}
