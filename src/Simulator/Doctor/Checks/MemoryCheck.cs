namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The workers fit in memory, idle and with every limit reached.</summary>
internal sealed class MemoryCheck : IDoctorCheck
{
    private static readonly Uri Link = new("https://github.com/moby/moby/issues/47967");

    public string Name => "memory";

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Check(context.Demand, context.Host.MemoryAvailableBytes));

    private DoctorResult Check(DoctorDemand demand, long available)
    {
        string message = Describe(demand, available);
        int fitting = demand.MemoryIdleBytes == 0
            ? demand.Workers
            : (int)Math.Min(demand.Workers, demand.Workers * (available / (double)demand.MemoryIdleBytes));
        return demand.MemoryIdleBytes > available
            ? DoctorResult.Failed(Name, message) with
            {
                Reason = "Idle workers alone take more than there is; the kernel would kill processes, any.",
                Fix = fitting > 0
                    ? $"Ask for fewer, --workers {fitting}, or free memory."
                    : "Free memory, or use a machine with more.",
                Link = Link,
            }
            : demand.MemoryFullBytes > available
                ? DoctorResult.Warning(Name, message) with
                {
                    Reason = "Memory and ramdisks are promises, filled only on use. If all workers use all of theirs, "
                        + "the machine runs out.",
                    Fix = "Lower --memory, --ramdisk or --workers; --strict-memory refuses what might not fit.",
                    Link = Link,
                }
                : DoctorResult.Ok(Name, message);
    }

    private static string Describe(DoctorDemand demand, long available)
    {
        long each = demand.MemoryIdleBytes / Math.Max(1, demand.Workers);
        long most = demand.MemoryFullBytes / Math.Max(1, demand.Workers);
        return $"{Figures.Count(demand.Workers)} workers take {Figures.Bytes(demand.MemoryIdleBytes)} idle "
            + $"({Figures.Bytes(each)} each) and {Figures.Bytes(demand.MemoryFullBytes)} with every limit reached "
            + $"({Figures.Bytes(most)} each); {Figures.Bytes(available)} is available.";
    }
}
