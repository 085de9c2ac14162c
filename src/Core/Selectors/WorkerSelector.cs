using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Selectors;

/// <summary>
/// Says which workers of a cluster are meant. Parts between commas are united:
/// <list type="bullet">
/// <item><c>all</c></item>
/// <item>an index <c>7</c> or a range of them <c>1-99</c>; indexes run from 1, and both ends belong to it</item>
/// <item>a name <c>worker-0007</c>, which may hold <c>*</c> and <c>?</c></item>
/// <item><c>node:003</c>, the workers packed on a node; <c>group:pi4</c>, those of a group</item>
/// <item><c>5%</c> and <c>10 random</c>, which a seed chooses from all workers</item>
/// </list>
/// </summary>
public sealed class WorkerSelector
{
    private const string All = "all";
    private static readonly string[] Prefixes = [NodeTerm.Word, GroupTerm.Word];

    private readonly IReadOnlyList<ISelectorTerm> _terms;

    private WorkerSelector(string text, IReadOnlyList<ISelectorTerm> terms)
    {
        Text = text;
        _terms = terms;
    }

    /// <value>As it was written.</value>
    public string Text { get; }

    /// <value>The indexes of nodes that are named as such: <c>node:003</c>.</value>
    public IReadOnlyList<int> Nodes => [.. _terms.OfType<NodeTerm>().Select(term => term.Node).Distinct()];

    /// <summary>Reads a selector; it knows no cluster yet.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="anySize">
    /// Whether <c>10 random</c> means all where there are fewer, as in a cluster file, which serves clusters of any
    /// size.
    /// </param>
    /// <exception cref="SelectorException">A part of it is no selector.</exception>
    public static WorkerSelector Parse(string text, bool anySize = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new WorkerSelector(text, [.. text.Split(',').Select(part => ParseTerm(part.Trim(), text, anySize))]);
    }

    /// <summary>The workers that are meant, each once, in the order of their indexes.</summary>
    /// <param name="workers">All workers of the cluster, in any order.</param>
    /// <param name="seed">The same seed chooses the same ones of the same workers.</param>
    /// <exception cref="SelectorException">A part of it chooses nobody of this cluster.</exception>
    public IReadOnlyList<WorkerState> Choose(IReadOnlyList<WorkerState> workers, int seed)
    {
        ArgumentNullException.ThrowIfNull(workers);
        if (workers.Count == 0)
        {
            throw new SelectorException(
                $"'{Text}' chooses nobody: the cluster has no workers. Start it anew with 'scalesim up'.");
        }

        WorkerState[] sorted = [.. workers.OrderBy(worker => worker.Index)];
        return
        [
            .. _terms.SelectMany(term => term.Choose(sorted, seed))
                .DistinctBy(worker => worker.Index)
                .OrderBy(worker => worker.Index),
        ];
    }

    /// <summary>The same of a plan's workers.</summary>
    /// <exception cref="SelectorException">A part of it chooses nobody of this plan.</exception>
    public IReadOnlyList<WorkerPlan> Choose(ClusterPlan plan, int seed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        WorkerState[] workers =
        [
            .. plan.Workers.Select(worker => new WorkerState
            {
                Index = worker.Index,
                Name = worker.Name,
                Group = worker.Group.Name,
                Node = worker.Node,
                Status = ContainerStatus.Running,
            }),
        ];
        return [.. Choose(workers, seed).Select(worker => plan.FindWorker(worker.Index)!)];
    }

    public override string ToString() => Text;

    private static ISelectorTerm ParseTerm(string term, string whole, bool anySize)
    {
        if (term.Length == 0)
        {
            throw new SelectorException(
                $"The selector '{whole}' has an empty part: each part between commas chooses some workers. Write 1-10, "
                + "worker-0007, node:003, group:NAME, 5%, '10 random' or all.");
        }

        if (term == All)
        {
            return new AllTerm();
        }

        int colon = term.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0
            ? ParsePrefixed(term, term[..colon], term[(colon + 1)..])
            : (ISelectorTerm?)IndexTerm.TryParse(term)
                ?? (ISelectorTerm?)RandomTerm.TryParse(term, anySize)
                ?? NameOf(term);
    }

    private static ISelectorTerm ParsePrefixed(string term, string prefix, string rest) => prefix switch
    {
        _ when rest.Length == 0 => throw new SelectorException(
            $"'{term}' chooses nobody: nothing follows the colon. Write node:003 or group:pi4, for example."),
        NodeTerm.Word => NodeTerm.Parse(rest),
        GroupTerm.Word => new GroupTerm(rest),
        _ => throw new SelectorException(
            $"'{term}' is no selector: the words before a colon are {string.Join(" and ", Prefixes)}. "
            + (NearestWord.Of(prefix, Prefixes) is { } nearest
                ? $"Did you mean {nearest}:{rest}?"
                : "Write node:003 or group:pi4, for example.")),
    };

    /// <summary>A worker's name has a hyphen and a number; other words are mistakes.</summary>
    private static NameTerm NameOf(string term)
    {
        bool canBeName = term.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)
            || letter is '-' or '*' or '?');
        return canBeName && term.AsSpan().ContainsAny('-', '*', '?')
            ? new NameTerm(term)
            : throw new SelectorException(
                $"'{term}' is no selector: a worker's name reads like worker-0007, and an index is a number from 1. "
                + "Write 1-10, worker-0007, worker-00*, node:003, group:NAME, 5%, '10 random' or all.");
    }
}
