using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Engines;

/// <summary>An optional power: saying which ramdisks a worker really has.</summary>
public interface IRamdiskReader
{
    /// <summary>The tmpfs mounts of one worker at the paths that the plan names.</summary>
    Task<IReadOnlyList<MountedRamdisk>> ReadRamdisksAsync(
        string cluster, WorkerPlan worker, CancellationToken cancellationToken);
}
