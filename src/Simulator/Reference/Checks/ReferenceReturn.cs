using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>Killed workers are started again: each returns to the master, and its ramdisk is empty.</summary>
internal static class ReferenceReturn
{
    /// <param name="before">The workers as the master saw them before the kill.</param>
    /// <returns>How long the last one took to register.</returns>
    /// <exception cref="CheckFailedException">One did not return, or still has blocks.</exception>
    public static async Task<TimeSpan> ProveAsync(
        ReferenceRun run,
        IReadOnlyList<WorkerPlan> workers,
        IReadOnlyDictionary<string, WorkerInfo> before,
        CancellationToken cancellationToken)
    {
        run.Context.Progress($"starting {workers.Count} workers again");
        await run.ActAsync(WorkerAction.Start, workers, cancellationToken);
        TimeSpan back = await run.AwaitReturnAsync(workers, before, cancellationToken);
        var full = new List<string>();
        foreach (WorkerPlan worker in workers)
        {
            IReadOnlyList<BlockInfo> blocks = await run.Access.ListBlocksOfAsync(worker, cancellationToken);
            if (blocks.Count > 0)
            {
                full.Add($"{worker.Name} has {blocks.Count} blocks");
            }
        }

        return full.Count == 0 ? back : throw new CheckFailedException(
            $"{full.Count} of {workers.Count} workers were killed and started again, and their ramdisks are not empty: "
            + $"{Findings.Name(full)}. So they are not the workers' own tmpfs; see the ramdisks check.");
    }
}
