namespace ScaleSim.Core.Engines;

/// <summary>What a worker's control group has been charged.</summary>
/// <param name="Process">The process that the engine started.</param>
/// <param name="MemoryBytes">Without what the kernel could take back at once.</param>
/// <param name="Threads">Threads and processes.</param>
/// <param name="Cpu">Processor time since its start.</param>
public sealed record WorkerUsage(int Worker, int Process, long MemoryBytes, long Threads, TimeSpan Cpu);
