using System.Globalization;
using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Commands;

/// <summary>What the words after <c>scale</c> ask for: <c>[CLUSTER] N</c> or <c>[CLUSTER] GROUP=N ...</c>.</summary>
/// <param name="Cluster">Null where no cluster is named.</param>
/// <param name="Workers">Of the only group; null where groups are named.</param>
/// <param name="Groups">Names to counts; empty where none is named.</param>
internal sealed record ScaleRequest(string? Cluster, int? Workers, IReadOnlyDictionary<string, int> Groups)
{
    private const string Forms = "Write 'scalesim scale 200', or 'scalesim scale GROUP=200' where there are groups.";

    /// <exception cref="CommandException">The words are something else.</exception>
    public static ScaleRequest Parse(IReadOnlyList<string> words)
    {
        string? cluster = null;
        if (words.Count > 1 && !words[0].Contains('=', StringComparison.Ordinal) && !IsNumber(words[0]))
        {
            cluster = words[0];
            words = [.. words.Skip(1)];
        }

        if (words is [{ } only] && !only.Contains('=', StringComparison.Ordinal))
        {
            return new ScaleRequest(cluster, Number(only), new Dictionary<string, int>());
        }

        Dictionary<string, int> groups = new(StringComparer.Ordinal);
        foreach (string word in words)
        {
            string[] sides = word.Split('=', 2);
            if (sides.Length < 2 || sides[0].Length == 0)
            {
                throw Wrong($"'{word}' is no group with a number of workers: nothing stands before or after its '='");
            }

            if (!groups.TryAdd(sides[0], Number(sides[1])))
            {
                throw Wrong($"Group '{sides[0]}' is given twice: it can have one size only");
            }
        }

        return new ScaleRequest(cluster, null, groups);
    }

    /// <summary>The counts by group for a given cluster.</summary>
    /// <exception cref="CommandException">A number alone, and the cluster has several groups.</exception>
    public IReadOnlyDictionary<string, int> CountsFor(ClusterState cluster)
    {
        if (Workers is not { } workers)
        {
            return Groups;
        }

        string[] groups = [.. (cluster.Spec?.Groups ?? []).Select(group => group.Name)];
        return groups.Length <= 1
            ? groups.ToDictionary(group => group, _ => workers)
            : throw new CommandException(
                ExitCode.Usage,
                $"'{workers}' does not say which workers: cluster {cluster.Cluster} has {groups.Length} groups, "
                + $"{string.Join(", ", groups)}. Write {groups[0]}={workers}, for example.");
    }

    private static int Number(string text) =>
        IsNumber(text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Wrong($"'{text}' is no number of workers: it takes a whole number");

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static CommandException Wrong(string what) => new(ExitCode.Usage, $"{what}. {Forms}");
}
