namespace ScaleSim.Simulator.HostNames;

/// <summary>One line of a hosts file.</summary>
/// <param name="Content">Without its line end, LF or CRLF.</param>
/// <param name="End">Where the next line begins.</param>
/// <param name="IsEnded">False for a last line without a line end.</param>
/// <param name="IsWide">Whether its line end is CRLF.</param>
internal readonly record struct HostsLine(string Content, int End, bool IsEnded, bool IsWide)
{
    public static HostsLine At(string text, int start)
    {
        int feed = text.IndexOf('\n', start);
        int end = feed < 0 ? text.Length : feed + 1;
        bool isWide = feed > start && text[feed - 1] == '\r';
        int length = (feed < 0 ? end : feed) - start - (isWide ? 1 : 0);
        return new HostsLine(text.Substring(start, length), end, feed >= 0, isWide);
    }
}
