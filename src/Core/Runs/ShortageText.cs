using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Runs;

/// <summary>The words for memory that ran out above a worker's own limit.</summary>
public static class ShortageText
{
    /// <returns>
    /// For example <c>the control group /docker above it was at its limit of 2 GiB</c>; a clause of its own.
    /// </returns>
    public static string Whose(MemoryShortage shortage)
    {
        ArgumentNullException.ThrowIfNull(shortage);
        return shortage.Of == MemoryShortage.Machine
            ? "the whole machine had no memory left"
            : $"the control group {shortage.Of} above it was at its limit"
                + (shortage.LimitBytes is long bytes ? $" of {ByteSize.Format(bytes)}" : "");
    }

    /// <returns>What to do about it: a whole sentence.</returns>
    public static string Advice(MemoryShortage shortage)
    {
        string remedy = Remedy(shortage);
        return $"{char.ToUpperInvariant(remedy[0])}{remedy[1..]}; then run the same command again.";
    }

    /// <returns>What to do about it: the middle of a sentence.</returns>
    public static string Remedy(MemoryShortage shortage)
    {
        ArgumentNullException.ThrowIfNull(shortage);
        return shortage.Of == MemoryShortage.Machine
            ? "free some (see free -m, and dmesg for what the kernel has killed), or run fewer workers"
            : "raise that group's limit, free some of its memory (dmesg shows who had it), or run fewer workers";
    }
}
