using ScaleSim.ReferenceMaster.Workers;

namespace ScaleSim.ReferenceMaster.Replication;

/// <summary>A copy under way.</summary>
/// <param name="BlockId">The block.</param>
/// <param name="Target">The worker that was told to copy it.</param>
/// <param name="Source">The worker that it was told to copy from first.</param>
/// <param name="StartedAt">The timestamp of when it was told.</param>
internal sealed record Flight(long BlockId, WorkerRecord Target, WorkerRecord Source, long StartedAt);
