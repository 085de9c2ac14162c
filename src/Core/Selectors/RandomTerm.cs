using System.Globalization;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Selectors;

/// <summary>
/// <c>5%</c> or <c>10 random</c>: so many of all workers, the same ones for the same seed and the same workers. A share
/// is rounded down, and is 1 at least.
/// </summary>
internal sealed class RandomTerm : ISelectorTerm
{
    private const string Word = "random";

    private readonly string _text;
    private readonly double? _share;
    private readonly int _count;
    private readonly bool _anySize;

    private RandomTerm(string text, double? share, int count, bool anySize)
    {
        _text = text;
        _share = share;
        _count = count;
        _anySize = anySize;
    }

    /// <summary>Reads both forms; null where the text is neither.</summary>
    /// <param name="text">The part of the selector.</param>
    /// <param name="anySize">Whether more than there are means all.</param>
    /// <exception cref="SelectorException">It is one, and its number can't be.</exception>
    public static RandomTerm? TryParse(string text, bool anySize)
    {
        if (text.EndsWith('%'))
        {
            return double.TryParse(
                    text.AsSpan(0, text.Length - 1),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out double percent) && percent is > 0 and <= 100
                ? new RandomTerm(text, percent / 100, 0, anySize)
                : throw new SelectorException(
                    $"'{text}' is no share: it takes a number above 0 and up to 100. Write 5%, for example.");
        }

        if (!text.EndsWith(Word, StringComparison.Ordinal))
        {
            return null;
        }

        return int.TryParse(
                text.AsSpan(0, text.Length - Word.Length).TrimEnd(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int count) && count > 0
            ? new RandomTerm(text, null, count, anySize)
            : throw new SelectorException(
                $"'{text}' says not how many: it takes a whole number above 0. Write '10 {Word}', for example.");
    }

    public IEnumerable<WorkerState> Choose(IReadOnlyList<WorkerState> workers, int seed)
    {
        // A product such as 0.07 × 100 is a hair above or below the whole number that it is.
        int count = _share is { } share ? Math.Max(1, (int)Math.Floor((share * workers.Count) + 1e-9)) : _count;
        return count <= workers.Count || _anySize
            ? Samples.Take(workers, count, CheckSeed.RandomFor(seed, _text))
            : throw new SelectorException(
                $"'{_text}' asks for {count} workers: the cluster has {workers.Count}. Ask for fewer, or say all.");
    }
}
