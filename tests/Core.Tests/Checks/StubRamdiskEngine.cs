using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Tests.Checks;

/// <summary>A stub engine that also says what ramdisks a worker has.</summary>
internal sealed class StubRamdiskEngine(Func<WorkerPlan, IReadOnlyList<MountedRamdisk>> mounts)
    : StubEngine, IRamdiskReader
{
    public Task<IReadOnlyList<MountedRamdisk>> ReadRamdisksAsync(
        string cluster, WorkerPlan worker, CancellationToken cancellationToken) => Task.FromResult(mounts(worker));
}
