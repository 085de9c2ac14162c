using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Selectors;

/// <summary>One part of a selector, between commas.</summary>
internal interface ISelectorTerm
{
    /// <param name="workers">All workers of the cluster, in the order of their indexes.</param>
    /// <param name="seed">Decides what is left to chance.</param>
    /// <exception cref="SelectorException">It chooses nobody.</exception>
    IEnumerable<WorkerState> Choose(IReadOnlyList<WorkerState> workers, int seed);
}
