using System.IO.Enumeration;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;

namespace ScaleSim.Core.Selectors;

/// <summary><c>worker-0007</c>, or with <c>*</c> and <c>?</c> as in a shell: <c>worker-00*</c>.</summary>
internal sealed class NameTerm(string pattern) : ISelectorTerm
{
    public IEnumerable<WorkerState> Choose(IReadOnlyList<WorkerState> workers, int seed)
    {
        WorkerState[] chosen =
        [
            .. workers.Where(worker => FileSystemName.MatchesSimpleExpression(pattern, worker.Name, ignoreCase: false)),
        ];
        if (chosen.Length > 0)
        {
            return chosen;
        }

        string nearest = NearestWord.Of(pattern, workers.Select(worker => worker.Name)) is { } name
            ? $"Did you mean {name}?"
            : $"Its {workers.Count} workers are {workers[0].Name} to {workers[^1].Name}; 'scalesim status' lists them.";
        throw new SelectorException(
            $"'{pattern}' chooses nobody: no worker of the cluster has such a name. {nearest}");
    }
}
