namespace ScaleSim.Simulator.HostNames;

/// <summary>One line of a hosts file.</summary>
/// <param name="Content">Without its line end, LF or CRLF.</param>
/// <param name="End">Where the next line begins.</param>
/// <param name="IsEnded">False for a last line without a line end.</param>
internal readonly record struct HostsLine(string Content, int End, bool IsEnded)
{
    public static HostsLine At(string text, int start)
    {
        int feed = text.IndexOf('\n', start);
        int end = feed < 0 ? text.Length : feed + 1;
        return new HostsLine(text[start..end].TrimEnd('\n').TrimEnd('\r'), end, feed >= 0);
    }
}
