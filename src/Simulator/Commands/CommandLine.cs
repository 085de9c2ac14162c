using System.CommandLine;
using ScaleSim.Core.Names;

namespace ScaleSim.Simulator.Commands;

/// <summary>
/// The command line, cut and parsed: everything after the first <c>--</c> is the test command, verbatim.
/// </summary>
internal static class CommandLine
{
    private const string Separator = "--";

    /// <summary>
    /// Splits the arguments before any parsing, which would take <c>run -- dotnet test</c> for a file.
    /// </summary>
    public static (string[] Own, string[] TestCommand) Split(string[] arguments)
    {
        int separator = Array.IndexOf(arguments, Separator);
        return separator < 0 ? (arguments, []) : (arguments[..separator], arguments[(separator + 1)..]);
    }

    /// <summary>Runs what the arguments say.</summary>
    /// <returns>One of the codes of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, CommandContext context)
    {
        (string[] own, string[] testCommand) = Split(arguments);
        RootCommand root = CommandTree.Create(context with { Arguments = arguments, TestCommand = testCommand });
        ParseResult parsed = root.Parse(own);
        if (parsed.Errors.Count > 0)
        {
            foreach (string error in parsed.Errors.Select(error => error.Message).Distinct())
            {
                context.Error(error);
            }

            return ExitCode.Usage;
        }

        Command command = parsed.CommandResult.Command;
        if (testCommand.Length > 0 && !CommandTree.TakesTestCommand(command))
        {
            context.Error(
                $"'{command.Name}' takes no test command, and '-- {string.Join(' ', testCommand)}' is one. Only 'run' "
                + "and 'exec' start one; leave it out here.");
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // Signals are taken by CommandRunner: a removal may last longer than any termination timeout.
            ProcessTerminationTimeout = null,
        });
    }

    /// <summary>What is wrong with a word that stands where a cluster file may.</summary>
    public static string UnknownCommand(string word, IEnumerable<string> commands) =>
        NearestWord.Of(word, commands) is { } nearest
            ? $"unknown command {word}, did you mean {nearest}?"
            : $"unknown command {word}: it is no command, and no file of that name exists. 'scalesim --help' lists the "
                + "commands.";
}
