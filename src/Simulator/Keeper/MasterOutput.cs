using System.Text;
using System.Text.RegularExpressions;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// What one life of a master prints: appended to files as it comes, its last lines kept, each line held against the
/// pattern that says that it serves.
/// </summary>
internal sealed class MasterOutput(IReadOnlyList<string> files, string? pattern)
{
    private const int LinesKept = 10;

    // A line without an end, as a progress bar has, is matched and shown in pieces of this length.
    private const int LineLengthMax = 4096;

    private readonly Regex? _pattern = pattern is null
        ? null
        : new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private readonly Lock _lock = new();
    private readonly Queue<string> _last = new();
    private bool _hasMatched;

    /// <value>Whether a line has matched.</value>
    public bool HasMatched
    {
        get
        {
            lock (_lock)
            {
                return _hasMatched;
            }
        }
    }

    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_lock)
            {
                return [.. _last];
            }
        }
    }

    /// <summary>Copies a stream until its end; whoever holds the other end open keeps it going.</summary>
    public async Task CopyAsync(Stream output)
    {
        List<FileStream> logs = [.. files.Select(Open)];
        try
        {
            byte[] buffer = new byte[16 << 10];
            var line = new StringBuilder();
            Decoder decoder = Encoding.UTF8.GetDecoder();
            char[] text = new char[Encoding.UTF8.GetMaxCharCount(buffer.Length)];
            int count;
            while ((count = await output.ReadAsync(buffer)) > 0)
            {
                foreach (FileStream log in logs)
                {
                    await log.WriteAsync(buffer.AsMemory(0, count));
                }

                Split(text.AsSpan(0, decoder.GetChars(buffer, 0, count, text, 0)), line);
            }

            Keep(line);
        }
        catch (IOException)
        {
            // The pipe broke, or a log's disk is full: the master goes on without.
        }
        finally
        {
            foreach (FileStream log in logs)
            {
                await log.DisposeAsync();
            }
        }
    }

    // Two appenders of one file: each write is whole lines mostly, and none is lost.
    private static FileStream Open(string path) =>
        new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    private void Split(ReadOnlySpan<char> text, StringBuilder line)
    {
        foreach (char letter in text)
        {
            if (letter == '\n' || line.Length == LineLengthMax)
            {
                Keep(line);
            }

            if (letter is not ('\n' or '\r'))
            {
                line.Append(letter);
            }
        }
    }

    private void Keep(StringBuilder line)
    {
        if (line.Length == 0)
        {
            return;
        }

        string text = line.ToString();
        line.Clear();
        lock (_lock)
        {
            _hasMatched |= _pattern?.IsMatch(text) == true;
            if (_last.Count == LinesKept)
            {
                _last.Dequeue();
            }

            _last.Enqueue(text);
        }
    }
}
