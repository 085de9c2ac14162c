using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>Where the program speaks: results to standard output, prose about them to standard error.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record TerminalConsoles(IAnsiConsole Out, IAnsiConsole Error)
{
    /// <value>What a pipe gets instead of a terminal's width: tables of workers fit, and nothing wraps early.</value>
    public const int PipeWidth = 160;

    public static TerminalConsoles Create()
    {
        // The console's own, since the library tells a terminal by them.
        Console.SetOut(new LastingWriter(Console.Out));
        Console.SetError(new LastingWriter(Console.Error));
        return new(Create(Console.Out, Console.IsOutputRedirected), Create(Console.Error, Console.IsErrorRedirected));
    }

    /// <summary>Where progress goes: out of the way of data on standard output.</summary>
    public IAnsiConsole Progress(bool outIsData) => outIsData ? Error : Out;

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            // Left to itself the library goes by TERM, and writes colours into pipes.
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (isRedirected)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }
}
