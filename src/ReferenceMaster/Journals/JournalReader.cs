namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>Reads a journal from its beginning to where it stops being one.</summary>
internal static class JournalReader
{
    private const int BufferLength = 1 << 20;

    /// <summary>Gives every record to <paramref name="apply"/>.</summary>
    /// <param name="journal">The journal, at its beginning.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="apply">Takes a record.</param>
    /// <returns>The length of what was read well, in bytes. What follows is the torn end of a master that was killed
    /// while it wrote: nobody was told that it was done.</returns>
    /// <exception cref="JournalException">Whole records follow a broken one: this is no torn end.</exception>
    public static long Read(Stream journal, string path, Action<JournalRecord> apply)
    {
        var goodLength = 0L;
        var lineNumber = 0;
        var brokenLine = 0;
        foreach (var line in Lines(journal))
        {
            lineNumber++;
            if (!JournalLine.TryDecode(line.Span, out var record))
            {
                brokenLine = brokenLine == 0 ? lineNumber : brokenLine;
            }
            else if (brokenLine > 0)
            {
                throw new JournalException($"The journal {path} is damaged at line {brokenLine}: its checksum is "
                    + $"wrong, and line {lineNumber} after it is whole, so it is no torn end. What was in it is lost. "
                    + $"Restore the file from a copy, or cut it before line {brokenLine} to go back to that moment.");
            }
            else
            {
                apply(record);
                goodLength += line.Length + 1;
            }
        }

        return goodLength;
    }

    /// <summary>The lines that have an end; a last one without is left out.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Lines(Stream journal)
    {
        var buffer = new byte[BufferLength];
        var filled = 0;
        while (true)
        {
            var read = journal.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            var start = 0;
            while (Array.IndexOf(buffer, (byte)'\n', start, filled - start) is >= 0 and var end)
            {
                yield return buffer.AsMemory(start, end - start);
                start = end + 1;
            }

            if (read == 0)
            {
                yield break;
            }

            Array.Copy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }
}
