using ScaleSim.Core.Planning;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>
/// What the reference checks ask of a live reference system. What fails because the system says no, or says nothing,
/// is a value; nothing here throws for it but <see cref="ReferenceSilentException"/>.
/// </summary>
internal interface IReferenceAccess : IDisposable
{
    /// <exception cref="ReferenceSilentException">The master does not answer.</exception>
    Task<MasterStatus> ReadStatusAsync(CancellationToken cancellationToken);

    /// <summary>Every worker that the master knows, live or lost.</summary>
    /// <exception cref="ReferenceSilentException">The master does not answer.</exception>
    Task<IReadOnlyList<WorkerInfo>> ListWorkersAsync(CancellationToken cancellationToken);

    /// <summary>The blocks of a file, in order.</summary>
    /// <exception cref="ReferenceSilentException">The master does not answer, or does not know the file.</exception>
    Task<IReadOnlyList<BlockStatus>> ListBlocksAsync(string path, CancellationToken cancellationToken);

    /// <summary>Writes a new file through the master with its usual replication.</summary>
    /// <returns>Null when it is written, else why not.</returns>
    Task<ReferenceRefusal?> WriteAsync(
        string path, ReadOnlyMemory<byte> content, int blockSizeBytes, CancellationToken cancellationToken);

    Task<ReferenceRead> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Deletes a file or a directory with all that is in it; nothing there is not an error.</summary>
    /// <returns>Null when it is gone, else why not.</returns>
    Task<ReferenceRefusal?> DeleteAsync(string path, CancellationToken cancellationToken);

    /// <exception cref="ReferenceSilentException">The worker does not answer.</exception>
    Task<WorkerHealth> ReadHealthAsync(WorkerPlan worker, CancellationToken cancellationToken);

    /// <summary>The blocks on a worker's ramdisk, by the worker.</summary>
    /// <exception cref="ReferenceSilentException">The worker does not answer.</exception>
    Task<IReadOnlyList<BlockInfo>> ListBlocksOfAsync(WorkerPlan worker, CancellationToken cancellationToken);

    /// <summary>Puts a block on a worker, past the master.</summary>
    /// <returns>Null when it is stored, else why not.</returns>
    Task<ReferenceRefusal?> PutBlockAsync(
        WorkerPlan worker, long id, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Gets a block from a worker, past the master.</summary>
    Task<ReferenceRead> GetBlockAsync(WorkerPlan worker, long id, CancellationToken cancellationToken);

    /// <returns>Null when the block is gone, or was not there.</returns>
    Task<ReferenceRefusal?> DeleteBlockAsync(WorkerPlan worker, long id, CancellationToken cancellationToken);
}
