using System.Globalization;
using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Selectors;

/// <summary><c>7</c> or <c>1-99</c>: indexes, which run from 1; both ends belong to the range.</summary>
internal sealed class IndexTerm(int first, int last) : ISelectorTerm
{
    /// <summary>Reads both forms; null where the text is neither.</summary>
    /// <exception cref="SelectorException">It is one, and the range is reversed or holds 0.</exception>
    public static IndexTerm? TryParse(string text)
    {
        string[] ends = text.Split('-');
        if (ends.Length > 2 || !ends.All(end => end.Length > 0 && end.All(char.IsAsciiDigit)))
        {
            return null;
        }

        if (!TryNumber(ends[0], out int first) || !TryNumber(ends[^1], out int last))
        {
            throw new SelectorException(
                $"'{text}' is too large for an index: a cluster has 100000 workers at most. Write a smaller number.");
        }

        if (first == 0 || last == 0)
        {
            throw new SelectorException(
                $"'{text}' holds index 0: workers' indexes run from 1. Write "
                + $"{(ends.Length == 1 ? "1" : $"1-{Math.Max(1, last)}")}.");
        }

        return first <= last
            ? new IndexTerm(first, last)
            : throw new SelectorException(
                $"The range '{text}' is reversed: its first index {first} is above its last, {last}. Write "
                + $"{last}-{first}.");
    }

    public IEnumerable<WorkerState> Choose(IReadOnlyList<WorkerState> workers, int seed)
    {
        int lowest = workers.Min(worker => worker.Index);
        int highest = workers.Max(worker => worker.Index);
        WorkerState[] chosen = [.. workers.Where(worker => worker.Index >= first && worker.Index <= last)];
        if (chosen.Length == 0 || first < lowest || last > highest)
        {
            string text = first == last ? $"index {first}" : $"indexes {first}-{last}";
            throw new SelectorException(
                $"There is no worker for {text}: the cluster's {workers.Count} workers have indexes "
                + $"{lowest}-{highest}. Choose within them; 'scalesim status' lists them all.");
        }

        return chosen;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
