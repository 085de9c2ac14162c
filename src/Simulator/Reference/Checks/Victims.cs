using ScaleSim.Core.Planning;
using ScaleSim.ReferenceProtocol.Blocks;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>Chooses the workers to kill.</summary>
internal static class Victims
{
    /// <value>The share of the workers that a loss takes.</value>
    public const double Share = 0.05;

    public static int CountFor(int workers) => Math.Max(1, (int)(workers * Share));

    /// <summary>
    /// Workers of whom no block's holders all are: so each block keeps a replica. Those that hold a block come first,
    /// because the loss of a worker that holds nothing proves little.
    /// </summary>
    /// <param name="count">The most to choose; fewer where no more can be spared.</param>
    public static IReadOnlyList<WorkerPlan> Choose(
        IReadOnlyList<WorkerPlan> workers, IReadOnlyList<BlockStatus> blocks, int count, Random random)
    {
        List<string[]> holders = [.. blocks.Select(block => block.Holders.Select(holder => holder.Name).ToArray())];
        ILookup<string, string[]> held = holders
            .SelectMany(names => names, (names, name) => (Names: names, Name: name))
            .ToLookup(pair => pair.Name, pair => pair.Names);
        WorkerPlan[] order = [.. workers];
        random.Shuffle(order);

        var chosen = new List<WorkerPlan>();
        var names = new HashSet<string>();
        foreach (WorkerPlan worker in order.OrderByDescending(worker => held.Contains(worker.Name)))
        {
            if (chosen.Count == count)
            {
                break;
            }

            names.Add(worker.Name);
            if (held[worker.Name].Any(names.IsSupersetOf))
            {
                names.Remove(worker.Name);
                continue;
            }

            chosen.Add(worker);
        }

        return [.. chosen.OrderBy(worker => worker.Index)];
    }
}
