using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.WorkerImage.Blocks;

/// <summary>Changes that go into one heartbeat.</summary>
/// <param name="Added">Blocks that came.</param>
/// <param name="Removed">Blocks that went.</param>
/// <param name="Failed">Replications that failed.</param>
internal sealed record BlockChangeBatch(
    IReadOnlyList<BlockInfo> Added,
    IReadOnlyList<long> Removed,
    IReadOnlyList<ReplicationFailure> Failed);
