using System.Net;
using ScaleSim.Core.Names;

namespace ScaleSim.Simulator.HostNames;

/// <summary>
/// A cluster's lines in a hosts file:
/// <code>
/// # scalesim demo begin
/// # scalesim demo note: the line above had no line end
/// 198.18.4.2 node-001.demo.scalesim.internal
/// # scalesim demo end
/// </code>
/// </summary>
/// <param name="Start">Where its first line begins.</param>
/// <param name="End">Behind its last line's line end.</param>
/// <param name="Notes">What its removal has to know.</param>
internal sealed record HostsBlock(int Start, int End, HostsNotes Notes)
{
    public static string BeginOf(string cluster) => $"# scalesim {cluster} begin";

    public static string EndOf(string cluster) => $"# scalesim {cluster} end";

    public static string NoteOf(string cluster, HostsNotes note) => note == HostsNotes.FileMade
        ? $"# scalesim {cluster} note: this file was made for the block"
        : $"# scalesim {cluster} note: the line above had no line end";

    /// <summary>Whether a line begins a block, and whose: <c># scalesim demo begin</c>.</summary>
    public static string? ClusterBegunBy(string line) => line.Split(' ') is ["#", "scalesim", { } cluster, "begin"]
        && DnsLabel.IsValid(cluster)
            ? cluster
            : null;

    /// <summary>The first block of a cluster; null where there is none.</summary>
    public static HostsBlock? Find(string text, string cluster)
    {
        for (int start = 0; start < text.Length; start = HostsLine.At(text, start).End)
        {
            if (HostsLine.At(text, start).Content == BeginOf(cluster))
            {
                return Read(text, start, cluster);
            }
        }

        return null;
    }

    private static HostsBlock Read(string text, int start, string cluster)
    {
        HostsNotes notes = HostsNotes.None;
        int ownEnd = HostsLine.At(text, start).End;
        bool isOwn = true;
        for (int next = ownEnd; next < text.Length;)
        {
            HostsLine line = HostsLine.At(text, next);
            next = line.End;
            if (line.Content == EndOf(cluster))
            {
                return new HostsBlock(start, line.End, notes);
            }

            if (ClusterBegunBy(line.Content) is not null)
            {
                break;
            }

            foreach (HostsNotes note in (HostsNotes[])[HostsNotes.FileMade, HostsNotes.NoLineEnd])
            {
                notes |= line.Content == NoteOf(cluster, note) ? note : HostsNotes.None;
            }

            // Of a block whose end was never written, only what is surely its own is taken for it.
            isOwn = isOwn && IsOwn(line, cluster);
            ownEnd = isOwn ? line.End : ownEnd;
        }

        return new HostsBlock(start, ownEnd, notes);
    }

    private static bool IsOwn(HostsLine line, string cluster)
    {
        if (line.Content.StartsWith($"# scalesim {cluster} note", StringComparison.Ordinal))
        {
            return true;
        }

        string[] words = line.Content.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        string domain = $".{new ClusterNames(cluster).Domain}";
        bool IsName(string word) => word.EndsWith(domain, StringComparison.Ordinal);
        if (words.Length > 1 && IPAddress.TryParse(words[0], out _) && words.Skip(1).All(IsName))
        {
            return true;
        }

        // The last line of a file may be the half of one: its writer was killed.
        return !line.IsEnded && (IsHalfName(words, domain) || IsHalfMark(line.Content, cluster));
    }

    private static bool IsHalfName(string[] words, string domain)
    {
        if (words.Length <= 1)
        {
            return words.All(word => word.All(letter => char.IsAsciiDigit(letter) || letter == '.'));
        }

        string last = words[^1];
        int dot = last.IndexOf('.', StringComparison.Ordinal);
        return words.Length == 2
            && IPAddress.TryParse(words[0], out _)
            && (dot < 0 || domain.StartsWith(last[dot..], StringComparison.Ordinal));
    }

    private static bool IsHalfMark(string content, string cluster) =>
        EndOf(cluster).StartsWith(content, StringComparison.Ordinal)
        || Enum.GetValues<HostsNotes>().Any(
            note => NoteOf(cluster, note).StartsWith(content, StringComparison.Ordinal));
}
