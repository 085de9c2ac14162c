using ScaleSim.Core.Reports;

namespace ScaleSim.Simulator.Logs;

/// <summary>
/// How large a log may grow: one that is larger loses its beginning, for what a program died of is at the end. Whole
/// lines are kept, so that no secret is cut in two; a line that is longer than all that is kept goes.
/// </summary>
/// <param name="BytesMax">What it may have before it is shortened.</param>
/// <param name="BytesKept">What it has of its end after that, and a line that says so.</param>
internal sealed record LogBound(int BytesMax, int BytesKept)
{
    private static ReadOnlySpan<byte> Note => "[what was printed before is left out]\n"u8;

    /// <value>
    /// For the master's log in the cluster's folder, which often lies in memory: between one MiB and two, twice over
    /// while it is shortened.
    /// </value>
    public static LogBound Master { get; } = new(2 << 20, 1 << 20);

    /// <summary>Shortens a log where it is too large; its reader finds the old one or the new one, whole.</summary>
    /// <param name="path">The log's, whatever it was called when it was opened.</param>
    /// <param name="log">Closed where another takes its place.</param>
    /// <returns>What is to be written to from now on.</returns>
    /// <exception cref="IOException">It can't be shortened, and is as it was.</exception>
    public FileStream Keep(string path, FileStream log)
    {
        if (log.Length <= BytesMax)
        {
            return log;
        }

        string next = $"{path}.next";
        FileStream shorter = ProgramLog.OpenToAppend(next, OutputDirectory.OwnersFile);
        try
        {
            shorter.SetLength(0);
            shorter.Write(Note);
            shorter.Write(ReadEnd(path, BytesKept));
            File.Move(next, path, overwrite: true);
        }
        catch
        {
            shorter.Dispose();
            File.Delete(next);
            throw;
        }

        log.Dispose();
        return shorter;
    }

    /// <summary>Reads a log that is within the bound; of one that is not, as much of its end.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public byte[] Read(string path) => ReadEnd(path, BytesMax);

    private static byte[] ReadEnd(string path, int bytesMax)
    {
        using var log = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        long left = log.Length - bytesMax;
        byte[] end = new byte[Math.Min(log.Length, bytesMax)];
        log.Seek(Math.Max(left, 0), SeekOrigin.Begin);
        int count = log.ReadAtLeast(end, end.Length, throwOnEndOfStream: false);
        // The first line may have lost its beginning.
        int skipped = left > 0 ? Array.IndexOf(end, (byte)'\n', 0, count) + 1 : 0;
        return left > 0 && skipped == 0 ? [] : end[skipped..count];
    }
}
