using System.CommandLine;
using ScaleSim.Simulator.HostNames;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Commands;

/// <summary>
/// <c>--hosts-file PATH</c> of the commands that start a cluster: refused at once where it can't be kept.
/// </summary>
internal sealed class HostsFileFlag
{
    private const string Name = "--hosts-file";

    public Option<string?> Option { get; } = Flags.Text(
        Name, "Hosts file that has the cluster's names while it lives, such as /etc/hosts.");

    /// <returns>The file's absolute path; null where none is asked for.</returns>
    /// <exception cref="CommandException">It can't be written, or the cluster will have no addresses.</exception>
    public string? Read(ParseResult parsed, EngineKind engine, TimeProvider time)
    {
        if (parsed.GetValue(Option) is not { } path)
        {
            return null;
        }

        if (path.Length == 0)
        {
            throw new CommandException(
                ExitCode.Usage, $"{Name} is empty: it takes the path of a file. Give {Name} /etc/hosts, for example.");
        }

        if (engine == EngineKind.Fake)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{Name} is {path} with --engine fake: its workers have no addresses that a name could have. Leave "
                + $"{Name} away, or use --engine docker.");
        }

        string full = Path.GetFullPath(path);
        try
        {
            new HostsFile(full, time).Check();
            return full;
        }
        catch (HostsFileException exception)
        {
            throw new CommandException(
                exception.IsUsage ? ExitCode.Usage : ExitCode.NotHere, exception.Message, exception);
        }
    }
}
