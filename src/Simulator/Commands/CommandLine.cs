using System.CommandLine;
using System.CommandLine.Parsing;
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
        if (UnknownOption(root, parsed) is { } unknown)
        {
            context.Error(unknown);
            return ExitCode.Usage;
        }

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

    /// <summary>
    /// What is wrong with the first option that the command does not have, and which was taken for a file or a name.
    /// </summary>
    /// <returns>Null where there is none.</returns>
    public static string? UnknownOption(RootCommand root, ParseResult parsed)
    {
        string? word = parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(parsed.UnmatchedTokens)
            .FirstOrDefault(token => token.StartsWith(Separator, StringComparison.Ordinal));
        if (word is null)
        {
            return null;
        }

        string option = word.Split('=')[0];
        Command command = parsed.CommandResult.Command;
        string help = command is RootCommand ? "scalesim --help" : $"scalesim {command.Name} --help";
        return NearestWord.Of(option, command.Options.Concat(root.Options).Select(known => known.Name)) is { } nearest
            ? $"unknown option {option}, did you mean {nearest}? '{help}' lists them."
            : $"unknown option {option}: '{help}' lists those that there are.";
    }
}
