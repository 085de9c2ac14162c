using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;
using Spectre.Console;

namespace ScaleSim.Simulator.Commands;

/// <summary>What every command is given.</summary>
internal sealed record CommandContext(LaunchServices Services, TerminalConsoles Consoles)
{
    /// <value>The whole command line, for reports.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <value>All that stood after <c>--</c>.</value>
    public IReadOnlyList<string> TestCommand { get; init; } = [];

    /// <value>For what the command is asked for: a table, JSON, CSV, a run's summary.</value>
    public IAnsiConsole Output => Consoles.Out;

    /// <summary>Says a sentence on the way, out of the way of data.</summary>
    public void Say(string sentence) => Messages.Line(Consoles.Error, sentence);

    /// <summary>Says what is unusual of a plan that is going to be, or was, carried out.</summary>
    public void Warn(IEnumerable<string> warnings)
    {
        foreach (string warning in warnings)
        {
            Messages.Warning(Consoles.Error, warning);
        }
    }

    public void Error(string message) => Messages.Error(Consoles.Error, message);
}
