using System.CommandLine;
using ScaleSim.Simulator.ClusterFiles;

namespace ScaleSim.Simulator.Commands;

/// <summary>The place where a cluster file may stand, and where a mistyped command lands.</summary>
internal static class FileArgument
{
    public static Argument<string?> Create() => new("file")
    {
        Description = "A cluster file, .yaml or .yml. Without one: the built-in reference system.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Reads the file; null where none is given.</summary>
    /// <param name="commands">The commands that a mistyped word may have meant.</param>
    /// <exception cref="CommandException">The word is no file.</exception>
    /// <exception cref="ClusterFileException">The file is no cluster file.</exception>
    public static ClusterFile? Read(string? word, IEnumerable<string> commands)
    {
        if (word is null)
        {
            return null;
        }

        bool isFile = word.EndsWith(".yaml", StringComparison.Ordinal)
            || word.EndsWith(".yml", StringComparison.Ordinal)
            || File.Exists(word);
        return isFile
            ? ClusterFileReader.Read(word, Environment.GetEnvironmentVariable)
            : throw new CommandException(ExitCode.Usage, CommandLine.UnknownCommand(word, commands));
    }
}
