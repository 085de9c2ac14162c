using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;

namespace ScaleSim.Core.Selectors;

/// <summary><c>node:003</c>, <c>node:3</c> or <c>node:node-003</c>: the workers packed on a node.</summary>
internal sealed class NodeTerm(int node) : ISelectorTerm
{
    public const string Word = "node";

    /// <value>The node's index.</value>
    public int Node => node;

    /// <exception cref="SelectorException">The text is no node.</exception>
    public static NodeTerm Parse(string text)
    {
        string number = text.StartsWith($"{ClusterNames.NodeWord}-", StringComparison.Ordinal)
            ? text[(ClusterNames.NodeWord.Length + 1)..]
            : text;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index > 0
            ? new NodeTerm(index)
            : throw new SelectorException(
                $"'{Word}:{text}' names no node: nodes have numbers from 1. Write {Word}:003, for example.");
    }

    public IEnumerable<WorkerState> Choose(IReadOnlyList<WorkerState> workers, int seed)
    {
        WorkerState[] chosen = [.. workers.Where(worker => worker.Node == node)];
        return chosen.Length > 0
            ? chosen
            : throw new SelectorException(
                $"'{Word}:{node:D3}' chooses nobody: the cluster has workers on the nodes "
                + $"{workers.Min(worker => worker.Node)} to {workers.Max(worker => worker.Node)}. Choose one of them; "
                + "'scalesim status' lists them.");
    }
}
