namespace ScaleSim.Core.Reports;

/// <summary>
/// Writes whole files: a reader sees the old content or the new, never a part, whenever the writer is killed.
/// </summary>
public static class AtomicFile
{
    /// <param name="mode">Who may read it; null for the usual.</param>
    /// <exception cref="IOException">The file could not be written; what was there before is untouched.</exception>
    public static void Write(string path, Action<Stream> write, UnixFileMode? mode = null)
    {
        string temporary = $"{path}.tmp";
        try
        {
            using (FileStream stream = Create(temporary, mode))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <inheritdoc cref="Write(string, Action{Stream}, UnixFileMode?)"/>
    public static void WriteText(string path, Action<TextWriter> write) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        write(writer);
    });

    /// <summary>Begins a file that others may read meanwhile.</summary>
    /// <param name="mode">Who may read it; null for the usual.</param>
    public static FileStream Create(string path, UnixFileMode? mode)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read,
        };
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        return new FileStream(path, options);
    }
}
