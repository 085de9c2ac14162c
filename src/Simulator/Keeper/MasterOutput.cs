using System.Text;
using System.Text.RegularExpressions;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Logs;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// What one life of a master prints: appended to files as it comes, its last lines kept, each line held against the
/// pattern that says that it serves. What is kept of it has no secrets; the files have what was printed. It is read
/// whatever becomes of the files: a master that nobody listens to would wait.
/// </summary>
/// <param name="open">Opens the files.</param>
/// <param name="lost">Hears once of each file that can't be written, and gets no more.</param>
internal sealed class MasterOutput(
    Func<IReadOnlyList<ProgramLog>> open, string? pattern, SecretText secrets, Action<ProgramLog> lost)
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

    /// <summary>Copies streams until all have ended; whoever holds the other end of one open keeps it going.</summary>
    public async Task CopyAsync(params IReadOnlyList<Stream> outputs)
    {
        IReadOnlyList<ProgramLog> logs = open();
        foreach (ProgramLog log in logs.Where(log => log.Problem is not null))
        {
            lost(log);
        }

        await Task.WhenAll(outputs.Select(output => CopyAsync(output, logs)));
        foreach (ProgramLog log in logs)
        {
            await log.DisposeAsync();
        }
    }

    private async Task CopyAsync(Stream output, IReadOnlyList<ProgramLog> logs)
    {
        byte[] buffer = new byte[16 << 10];
        var line = new StringBuilder();
        Decoder decoder = Encoding.UTF8.GetDecoder();
        char[] text = new char[Encoding.UTF8.GetMaxCharCount(buffer.Length)];
        try
        {
            int count;
            while ((count = await output.ReadAsync(buffer)) > 0)
            {
                foreach (ProgramLog log in logs)
                {
                    if (!await log.AppendAsync(buffer.AsMemory(0, count)))
                    {
                        lost(log);
                    }
                }

                Split(text.AsSpan(0, decoder.GetChars(buffer, 0, count, text, 0)), line);
            }
        }
        catch (IOException)
        {
            // The pipe broke: there is no more.
        }

        Keep(line);
    }

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
