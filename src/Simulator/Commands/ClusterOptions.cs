using System.CommandLine;
using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Commands;

/// <summary>Which cluster a command with other arguments means: <c>--cluster</c>, else this user's only one.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _cluster = Flags.Text(
        "--cluster", "The cluster. Default: this user's only one.");

    private readonly Option<bool> _force = Flags.Switch("--force", "Change another user's cluster too.");

    /// <param name="changes">Whether the command changes the cluster, which takes --force for another user's.</param>
    public void AddTo(Command command, bool changes)
    {
        command.Options.Add(_cluster);
        if (changes)
        {
            command.Options.Add(_force);
        }
    }

    /// <exception cref="CommandException">There is no such cluster, or several and none was named.</exception>
    public async Task<ClusterState> FindAsync(
        IEngine engine, ParseResult parsed, string verb, string? named, CancellationToken cancellationToken)
    {
        string? name = parsed.GetValue(_cluster) ?? named;
        IReadOnlyList<ClusterState> clusters = await engine.ListAsync(cancellationToken);
        return ClusterChoice.Choose(clusters, name, $"{verb} --cluster") ?? throw new CommandException(
            ExitCode.Usage,
            name is null
                ? $"You have no cluster: nothing on this engine bears the labels of one of {Environment.UserName}'s. "
                    + "Start one with 'scalesim up', or name another user's with --cluster."
                : $"There is no cluster {name}: nothing on this engine bears its labels. 'scalesim list' lists those "
                    + "that there are.");
    }

    /// <summary>The same, of a cluster that is to be changed.</summary>
    /// <exception cref="CommandException">The same, or it is another user's and nothing was forced.</exception>
    public async Task<ClusterState> FindToChangeAsync(
        IEngine engine, ParseResult parsed, string verb, string? named, CancellationToken cancellationToken)
    {
        ClusterState cluster = await FindAsync(engine, parsed, verb, named, cancellationToken);
        ClusterChoice.RefuseOthers(cluster, parsed.GetValue(_force), verb);
        return cluster;
    }
}
