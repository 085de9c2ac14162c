using System.Text;
using Spectre.Console;

namespace ScaleSim.Simulator.Tests.Terminal;

/// <summary>A console that keeps what is written to it.</summary>
internal sealed class TestConsole
{
    private readonly StringBuilder _text = new();

    private TestConsole(bool isTerminal, int width)
    {
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new TestOutput(new StringWriter(_text) { NewLine = "\n" }, isTerminal, width),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        Console.Profile.Capabilities.Unicode = true;
    }

    public IAnsiConsole Console { get; }

    /// <value>What was written.</value>
    public string Output => _text.ToString();

    public static TestConsole Pipe(int width = 120) => new(isTerminal: false, width);

    public static TestConsole Terminal(int width = 120) => new(isTerminal: true, width);

    private sealed class TestOutput(TextWriter writer, bool isTerminal, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => width;

        public int Height => 50;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
