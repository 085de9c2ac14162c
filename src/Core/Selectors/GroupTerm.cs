using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Selectors;

/// <summary><c>group:pi4</c>: the workers of a group.</summary>
internal sealed class GroupTerm(string group) : ISelectorTerm
{
    public const string Word = "group";

    public IEnumerable<WorkerState> Choose(IReadOnlyList<WorkerState> workers, int seed)
    {
        WorkerState[] chosen = [.. workers.Where(worker => worker.Group == group)];
        return chosen.Length > 0
            ? chosen
            : throw new SelectorException(
                $"'{Word}:{group}' chooses nobody: the cluster's groups are "
                + $"{string.Join(", ", workers.Select(worker => worker.Group).Distinct())}. Name one of them.");
    }
}
