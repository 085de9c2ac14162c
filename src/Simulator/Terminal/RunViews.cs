using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>Chooses how progress is shown: once, by what the console is.</summary>
internal static class RunViews
{
    /// <param name="console">Where it is shown.</param>
    /// <param name="environment">Reads a variable; <c>CI</c> and <c>TERM=dumb</c> ask for plain lines.</param>
    public static IRunView For(IAnsiConsole console, Func<string, string?> environment) =>
        IsLive(console, environment) ? new LiveRunView(console) : new PlainRunView(console);

    /// <summary>The same for the one count of a removal.</summary>
    public static ICountView ForCount(
        IAnsiConsole console, Func<string, string?> environment, RunStepKind kind, int total) =>
        IsLive(console, environment)
            ? new LiveCountView(console, kind, total)
            : new PlainCountView(console, kind, total);

    private static bool IsLive(IAnsiConsole console, Func<string, string?> environment) =>
        console.Profile.Out.IsTerminal
        && console.Profile.Capabilities.Ansi
        && console.Profile.Capabilities.Interactive
        && string.IsNullOrEmpty(environment("CI"))
        && environment("TERM") != "dumb";
}
