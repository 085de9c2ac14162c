using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceProtocol.Files;

/// <summary>Where a block goes.</summary>
/// <param name="BlockId">The block's number.</param>
/// <param name="Targets">The workers to put it on: on different nodes where there are so many, and at least
/// one.</param>
public sealed record BlockAllocation(long BlockId, IReadOnlyList<WorkerLocation> Targets);
