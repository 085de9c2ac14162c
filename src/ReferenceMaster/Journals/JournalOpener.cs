using ScaleSim.ReferenceMaster.Errors;

namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>Opens a journal: replays it, cuts a torn end off, and writes it anew where most of it no longer
/// matters.</summary>
internal static class JournalOpener
{
    private const int Format = 1;

    /// <summary>A journal is written anew when it has this many records and twice as many as it needs.</summary>
    private const int CompactRecordsMin = 10_000;

    private const int WriteLength = 1 << 20;

    /// <summary>Opens or makes the journal at a path, after all its records went into
    /// <paramref name="metadata"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="run">The run that it must belong to.</param>
    /// <param name="metadata">Empty metadata.</param>
    /// <param name="tornBytes">How many bytes of a torn end were cut off.</param>
    /// <exception cref="JournalException">It can't be opened, is another run's, or is damaged.</exception>
    public static FileJournal Open(string path, string run, Metadata metadata, out long tornBytes)
    {
        try
        {
            var file = OpenFile(path);
            tornBytes = 0;
            try
            {
                var records = Replay(file, path, run, metadata);
                tornBytes = file.Length - file.Position;
                file.SetLength(file.Position);
                metadata.SkipReservedIds();
                if (records == 0)
                {
                    Write(file, [new BeginRecord(Format, run)]);
                }
                else if (records >= CompactRecordsMin && records > 2 * metadata.Snapshot().Count())
                {
                    file = Compact(file, path, run, metadata);
                }

                return new FileJournal(file);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(
                $"The journal {path} can't be opened: {exception.Message} Only one master may have it, and "
                + "its directory must exist and be writable. Stop the other master, or choose another file with "
                + "--journal.",
                exception);
        }
    }

    /// <summary>Not shared: a second master with the same journal is refused.</summary>
    private static FileStream OpenFile(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    private static int Replay(FileStream file, string path, string run, Metadata metadata)
    {
        var records = 0;
        try
        {
            file.Position = JournalReader.Read(file, path, record =>
            {
                RefuseOther(record, records++ == 0, path, run);
                metadata.Apply(record);
            });
            return records;
        }
        catch (Exception exception)
            when (exception is MasterException or InvalidOperationException or InvalidCastException)
        {
            throw new JournalException($"The journal {path} makes no sense at record {records}: {exception.Message} "
                + "It was changed by something other than a master. Restore the file from a copy.", exception);
        }
    }

    private static void RefuseOther(JournalRecord record, bool isFirst, string path, string run)
    {
        if (isFirst && record is not BeginRecord)
        {
            throw new JournalException($"The journal {path} does not begin like one. It was cut at its beginning, or "
                + "is something else. Choose another file with --journal.");
        }

        if (record is BeginRecord begin && (begin.Run != run || begin.Format != Format))
        {
            throw new JournalException($"The journal {path} belongs to run {begin.Run} in format {begin.Format}; "
                + $"this is run {run} and format {Format}. The blocks of another run are gone with its workers. "
                + "Choose another file with --journal.");
        }
    }

    /// <summary>Writes the journal anew beside itself and puts it in its place: whatever happens, one of them is
    /// there.</summary>
    private static FileStream Compact(FileStream old, string path, string run, Metadata metadata)
    {
        var next = $"{path}.next";
        File.Delete(next);
        var file = OpenFile(next);
        Write(file, metadata.Snapshot().Prepend(new BeginRecord(Format, run)));
        File.Move(next, path, overwrite: true);
        old.Dispose();
        return file;
    }

    private static void Write(FileStream file, IEnumerable<JournalRecord> records)
    {
        using var buffer = new MemoryStream();
        foreach (var record in records)
        {
            buffer.Write(JournalLine.Encode(record));
            if (buffer.Length > WriteLength)
            {
                buffer.WriteTo(file);
                buffer.SetLength(0);
            }
        }

        buffer.WriteTo(file);
        file.Flush(flushToDisk: true);
    }
}
