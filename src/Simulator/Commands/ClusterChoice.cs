using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary>Which cluster a command means: the one that is named, else this user's only one.</summary>
internal static class ClusterChoice
{
    public static Argument<string?> Argument() => new("name")
    {
        Description = "The cluster. Default: this user's only one.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <returns>Null when there is none.</returns>
    /// <exception cref="CommandException">Several, and none was named.</exception>
    public static ClusterState? Choose(IReadOnlyList<ClusterState> clusters, string? name, string verb)
    {
        if (name is not null)
        {
            return clusters.FirstOrDefault(cluster => cluster.Cluster == name);
        }

        ClusterState[] own = [.. clusters.Where(IsOwn)];
        return own.Length <= 1
            ? own.FirstOrDefault()
            : throw new CommandException(
                ExitCode.Usage,
                $"You have {own.Length} clusters: {string.Join(", ", own.Select(Describe))}. Say which one: 'scalesim "
                + $"{verb} {own[0].Cluster}'.");
    }

    public static bool IsOwn(ClusterState cluster) => cluster.User == Environment.UserName;

    /// <summary>Reading is everybody's; changing what another user started takes --force.</summary>
    /// <param name="verb">What is to be done, such as <c>remove</c>.</param>
    /// <exception cref="CommandException">It is another user's, and nothing was forced.</exception>
    public static void RefuseOthers(ClusterState cluster, bool force, string verb)
    {
        if (!IsOwn(cluster) && !force)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"Cluster {cluster.Cluster} belongs to {cluster.User}, and you are {Environment.UserName}. Ask its "
                + $"owner, or {verb} it with --force.");
        }
    }

    private static string Describe(ClusterState cluster) =>
        $"{cluster.Cluster} ({Figures.Count(cluster.Workers.Count, "worker")})";
}
