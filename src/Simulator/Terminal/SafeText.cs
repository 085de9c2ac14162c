using System.Text;

namespace ScaleSim.Simulator.Terminal;

/// <summary>Text from outside, such as a worker's last words, made harmless for a terminal.</summary>
internal static class SafeText
{
    /// <summary>
    /// Replaces control characters, escape sequences among them, by U+FFFD; keeps line breaks; tabs become spaces.
    /// </summary>
    public static string Of(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (char next in text.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            safe.Append(next == '\t' ? ' ' : IsUnsafe(next) ? '\ufffd' : next);
        }

        return safe.ToString();
    }

    /// <summary>The same in one line.</summary>
    public static string Line(string text) => Of(text).ReplaceLineEndings(" ").Trim();

    private static bool IsUnsafe(char next) => char.IsControl(next) && next != '\n';
}
