using System.Text;
using System.Text.RegularExpressions;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// What one life of a master prints: appended to files as it comes, its last lines kept, each line held against the
/// pattern that says that it serves. What is kept of it has no secrets; the files have what was printed.
/// </summary>
internal sealed class MasterOutput(IReadOnlyList<string> files, string? pattern, SecretText secrets)
{
    private const int LinesKept = 10;

    // A line without an end, as a progress bar has, is matched and shown in pieces of this length.
    private const int LineLengthMax = 4096;

    // A secret that the end of a piece would cut in two is in the next piece as a whole.
    private readonly int _carried = Math.Max(0, secrets.Values.Select(value => value.Length).FirstOrDefault() - 1);

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
            if (letter == '\n')
            {
                Keep(line);
            }
            else if (line.Length == LineLengthMax + _carried)
            {
                Cut(line);
            }

            if (letter is not ('\n' or '\r'))
            {
                line.Append(letter);
            }
        }
    }

    private void Keep(StringBuilder line)
    {
        if (line.Length > 0)
        {
            string text = line.ToString();
            line.Clear();
            Match(text);
            Remember(secrets.Hide(text));
        }
    }

    /// <summary>Keeps the beginning of a line that has no end, and leaves what may be half of a secret.</summary>
    private void Cut(StringBuilder line)
    {
        string text = line.ToString();
        Match(text);
        string shown = secrets.Hide(text);
        int carried = Math.Min(_carried, shown.Length);
        line.Clear().Append(shown.AsSpan(shown.Length - carried));
        if (shown.Length > carried)
        {
            Remember(shown[..^carried]);
        }
    }

    private void Match(string text)
    {
        lock (_lock)
        {
            _hasMatched |= _pattern?.IsMatch(text) == true;
        }
    }

    private void Remember(string text)
    {
        lock (_lock)
        {
            if (_last.Count == LinesKept)
            {
                _last.Dequeue();
            }

            _last.Enqueue(text);
        }
    }
}
