using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>
/// Sentences for the user: coloured on a terminal, plain and unwrapped in a pipe, never read as markup.
/// </summary>
internal static class Messages
{
    private static readonly Style ErrorStyle = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style WarningStyle = new(Color.Yellow, decoration: Decoration.Bold);

    /// <summary>Why the command failed: what happened, why, and what to do next.</summary>
    public static void Error(IAnsiConsole console, string message) => Write(console, "error: ", ErrorStyle, message);

    /// <summary>What is unusual and may matter, while the command goes on.</summary>
    public static void Warning(IAnsiConsole console, string message) =>
        Write(console, "warning: ", WarningStyle, message);

    /// <summary>A line without a mark.</summary>
    public static void Line(IAnsiConsole console, string message) => Write(console, "", Style.Plain, message);

    private static void Write(IAnsiConsole console, string mark, Style style, string message)
    {
        string safe = SafeText.Of(message);
        if (console.Profile.Out.IsTerminal)
        {
            console.Write(new Paragraph().Append(mark, style).Append(safe));
            console.WriteLine();
        }
        else
        {
            console.Profile.Out.Writer.Write($"{mark}{safe}\n");
            console.Profile.Out.Writer.Flush();
        }
    }
}
