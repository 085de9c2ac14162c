using ScaleSim.Core.Engines;
using ScaleSim.Core.Tests.Checks;

namespace ScaleSim.Core.Tests.Runs;

/// <summary>An engine whose workers share memory that runs out, and who is spared.</summary>
internal sealed class SharingEngine(Func<int, MemoryShortage?> shortage) : StubEngine, IDeathReader
{
    public Task<DeathFacts?> ReadDeathAsync(string cluster, int worker, CancellationToken cancellationToken) =>
        Task.FromResult<DeathFacts?>(new DeathFacts());

    public Task<MemoryShortage?> ReadShortageAsync(
        string cluster, int worker, DateTimeOffset at, CancellationToken cancellationToken) =>
        Task.FromResult(shortage(worker));
}
