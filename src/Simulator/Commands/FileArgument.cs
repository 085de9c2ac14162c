using System.CommandLine;

namespace ScaleSim.Simulator.Commands;

/// <summary>
/// The place where a cluster file will stand. Until there are such files, whatever stands there is a mistake.
/// </summary>
internal static class FileArgument
{
    public static Argument<string?> Create() => new("file")
    {
        Description = "A cluster file (not in this version).",
        Arity = ArgumentArity.ZeroOrOne,
        Hidden = true,
    };

    /// <exception cref="CommandException">Something stands there.</exception>
    public static void Refuse(string? word, IEnumerable<string> commands)
    {
        if (word is null)
        {
            return;
        }

        bool isFile = word.EndsWith(".yaml", StringComparison.Ordinal)
            || word.EndsWith(".yml", StringComparison.Ordinal)
            || File.Exists(word);
        throw new CommandException(ExitCode.Usage, isFile
            ? $"{word} is a cluster file, and this version knows none: it runs the built-in reference system. Leave "
                + "the file out and describe the cluster with flags; 'scalesim --help' lists them."
            : CommandLine.UnknownCommand(word, commands));
    }
}
