using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Runs;

/// <summary>The words for memory that ran out, whosever it was.</summary>
public static class ShortageText
{
    /// <summary>Of a remote engine, or without the right to read the kernel's log.</summary>
    /// <param name="limitBytes">The worker's own limit; null where that is not known either.</param>
    /// <param name="ramdiskBytes">Its ramdisks, which that limit includes; 0 for none.</param>
    /// <returns>What follows after <c>ran out of memory</c>.</returns>
    public static string Unknown(long? limitBytes, long ramdiskBytes)
    {
        string limit = limitBytes is long bytes ? $" of {ByteSize.Format(bytes)}" : "";
        string ramdisks = ramdiskBytes > 0 ? $", its ramdisks of {ByteSize.Format(ramdiskBytes)} included" : "";
        return $", at its own limit{limit}{ramdisks}, or at that of a control group above it or of the whole machine "
            + "(dmesg on the engine's machine says which)";
    }

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
