using ScaleSim.ReferenceMaster.Workers;

namespace ScaleSim.ReferenceMaster.Blocks;

/// <summary>Chooses the workers for a block: on different nodes while there are nodes left, then those with the most
/// room in proportion, then by chance.</summary>
/// <param name="random">The chance.</param>
internal sealed class Placement(Random random)
{
    /// <summary>What a block's file takes besides its bytes: a header, and the rest of its last page.</summary>
    private const int OverheadBytes = 8 * 1024;

    /// <summary>Up to <paramref name="count"/> workers with room for a block; fewer, or none, where there are no
    /// more.</summary>
    /// <param name="workers">The live workers.</param>
    /// <param name="length">The block's length in bytes.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="taken">Workers that have the block or can't take it: not chosen, and their nodes come last.</param>
    public IReadOnlyList<WorkerRecord> Choose(
        IReadOnlyCollection<WorkerRecord> workers,
        long length,
        int count,
        IReadOnlyCollection<WorkerRecord> taken)
    {
        var used = new HashSet<WorkerRecord>(taken);
        var addresses = new HashSet<string>(taken.Select(w => w.Key.Address), StringComparer.Ordinal);
        var chosen = new List<WorkerRecord>(count);
        while (chosen.Count < count && Best(workers, length, used, addresses) is { } best)
        {
            chosen.Add(best);
            used.Add(best);
            addresses.Add(best.Key.Address);
        }

        return chosen;
    }

    /// <summary>True if a worker has room for a block.</summary>
    public static bool HasRoom(WorkerRecord worker, long length) =>
        worker.CapacityBytes - worker.UsedBytes - worker.PromisedBytes >= length + OverheadBytes;

    /// <summary>How full a worker is, promised blocks included: 0 to 1.</summary>
    public static double Fullness(WorkerRecord worker) =>
        worker.CapacityBytes == 0 ? 1 : (worker.UsedBytes + worker.PromisedBytes) / (double)worker.CapacityBytes;

    /// <summary>One pass over the workers, in 10 µs for a thousand; sorting them would take ten times as
    /// long.</summary>
    private WorkerRecord? Best(
        IReadOnlyCollection<WorkerRecord> workers,
        long length,
        HashSet<WorkerRecord> used,
        HashSet<string> addresses)
    {
        WorkerRecord? best = null;
        var bestRank = (SameNode: true, Fullness: double.MaxValue, Chance: int.MaxValue);
        foreach (var worker in workers)
        {
            if (!HasRoom(worker, length) || used.Contains(worker))
            {
                continue;
            }

            var rank = (addresses.Contains(worker.Key.Address), Fullness(worker), random.Next());
            if (rank.CompareTo(bestRank) < 0)
            {
                (best, bestRank) = (worker, rank);
            }
        }

        return best;
    }
}
