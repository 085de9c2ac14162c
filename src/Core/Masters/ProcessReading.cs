namespace ScaleSim.Core.Masters;

/// <summary>A process at one moment.</summary>
/// <param name="StartTicks">When it started, in clock ticks after boot: tells it from a later one with its id.</param>
/// <param name="CpuTime">Processor time that it has used, its own and the kernel's for it.</param>
/// <param name="MemoryBytes">Resident memory.</param>
internal sealed record ProcessReading(long StartTicks, TimeSpan CpuTime, long MemoryBytes);
