using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Selectors;

/// <summary><c>all</c>.</summary>
internal sealed class AllTerm : ISelectorTerm
{
    public IEnumerable<WorkerState> Choose(IReadOnlyList<WorkerState> workers, int seed) => workers;
}
