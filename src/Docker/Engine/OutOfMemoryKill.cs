namespace ScaleSim.Docker.Engine;

/// <summary>What the kernel wrote of a container that reached its memory limit.</summary>
/// <param name="UseBytes">All that it used.</param>
/// <param name="SharedBytes">The part of it on tmpfs and in shared memory; null where it is not said.</param>
internal sealed record OutOfMemoryKill(long UseBytes, long? SharedBytes);
