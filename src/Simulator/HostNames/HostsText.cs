using System.Text;

namespace ScaleSim.Simulator.HostNames;

/// <summary>
/// Puts a cluster's block into the text of a hosts file and takes it out again; every other byte stays as it is. Pure.
/// </summary>
internal static class HostsText
{
    /// <summary>A line for each name: <c>198.18.4.2 worker-0001.demo.scalesim.internal</c>.</summary>
    public static IEnumerable<string> LinesOf(NameTable names) =>
        names.Names.Select(name => $"{name.Address} {names.FullName(name)}");

    /// <summary>Puts the block in the place of the cluster's former one, else at the end.</summary>
    /// <param name="text">The whole file, null where there is none.</param>
    public static string Put(string? text, string cluster, IEnumerable<string> lines)
    {
        string old = text ?? "";
        string lineEnd = old.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        if (HostsBlock.Find(old, cluster) is { } former)
        {
            // A second block can only be what a killed writer has left.
            string after = Remove(old[former.End..], cluster).Text;
            return old[..former.Start] + Render(cluster, lines, former.Notes, lineEnd) + after;
        }

        bool isEnded = old.Length == 0 || old[^1] == '\n';
        HostsNotes notes = (text is null ? HostsNotes.FileMade : HostsNotes.None)
            | (isEnded ? HostsNotes.None : HostsNotes.NoLineEnd);
        return old + (isEnded ? "" : lineEnd) + Render(cluster, lines, notes, lineEnd);
    }

    /// <summary>Takes out all blocks of a cluster.</summary>
    /// <returns>The rest; and whether the file was made for the block, so that an empty rest means no file.</returns>
    public static (string Text, bool IsMade) Remove(string text, string cluster)
    {
        bool isMade = false;
        while (HostsBlock.Find(text, cluster) is { } block)
        {
            bool isWide = HostsLine.At(text, block.Start).IsWide;
            text = Join(text[..block.Start], block.Notes, isWide ? 2 : 1, text[block.End..]);
            isMade |= block.Notes.HasFlag(HostsNotes.FileMade);
        }

        return (text, isMade);
    }

    /// <param name="lineEndLength">Of the line end that the block used, also where the line above had none.</param>
    private static string Join(string before, HostsNotes notes, int lineEndLength, string after)
    {
        if (after.Length == 0)
        {
            return notes.HasFlag(HostsNotes.NoLineEnd) ? before[..^Math.Min(before.Length, lineEndLength)] : before;
        }

        // Another cluster's block right behind inherits what its own removal will have to know.
        HostsLine first = HostsLine.At(after, 0);
        if (notes != HostsNotes.None && HostsBlock.ClusterBegunBy(first.Content) is { } heir)
        {
            string lineEnd = first.IsWide ? "\r\n" : "\n";
            return before + after[..first.End] + RenderNotes(heir, notes, lineEnd) + after[first.End..];
        }

        return before + after;
    }

    private static string Render(string cluster, IEnumerable<string> lines, HostsNotes notes, string lineEnd)
    {
        StringBuilder block = new();
        block.Append(HostsBlock.BeginOf(cluster)).Append(lineEnd).Append(RenderNotes(cluster, notes, lineEnd));
        foreach (string line in lines)
        {
            block.Append(line).Append(lineEnd);
        }

        return block.Append(HostsBlock.EndOf(cluster)).Append(lineEnd).ToString();
    }

    private static string RenderNotes(string cluster, HostsNotes notes, string lineEnd) => string.Concat(
        ((HostsNotes[])[HostsNotes.FileMade, HostsNotes.NoLineEnd])
            .Where(note => notes.HasFlag(note))
            .Select(note => HostsBlock.NoteOf(cluster, note) + lineEnd));
}
