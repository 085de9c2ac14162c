using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Selectors;

namespace ScaleSim.Simulator.Commands;

/// <summary>Which workers a command means: a selector, which needs no quotes, and the seed of its chance.</summary>
internal sealed class SelectorArgument
{
    private const string All = "all";

    private readonly Argument<string[]> _words;
    private readonly bool _isOptional;

    private readonly Option<int?> _seed = Flags.OptionalInt(
        "--seed", 0, int.MaxValue, "Seed of what a selector leaves to chance. Default: the cluster's.");

    /// <param name="isOptional">Whether none means all.</param>
    public SelectorArgument(bool isOptional)
    {
        _isOptional = isOptional;
        _words = new Argument<string[]>("selector")
        {
            Description = "Which workers: indexes 1-99,200 (from 1), a name such as worker-0007 or worker-00*, "
                + "node:003, group:NAME, 5%, 10 random, all; several with commas."
                + (isOptional ? " Default: all." : ""),
            Arity = isOptional ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
        };
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_words);
        command.Options.Add(_seed);
    }

    /// <summary>Reads the selector, before any engine is asked.</summary>
    /// <exception cref="SelectorException">It is none.</exception>
    public WorkerSelector Read(ParseResult parsed)
    {
        string[] words = parsed.GetValue(_words) ?? [];
        return WorkerSelector.Parse(words.Length == 0 && _isOptional ? All : string.Join(' ', words));
    }

    /// <exception cref="SelectorException">It chooses nobody of this cluster.</exception>
    public IReadOnlyList<WorkerState> Choose(WorkerSelector selector, ParseResult parsed, ClusterState cluster) =>
        selector.Choose(cluster.Workers, parsed.GetValue(_seed) ?? cluster.Spec?.Seed ?? 0);
}
