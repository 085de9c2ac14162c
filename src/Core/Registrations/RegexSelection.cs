using System.Text.RegularExpressions;

namespace ScaleSim.Core.Registrations;

/// <summary>What a regular expression matches, in any line of an answer.</summary>
internal sealed class RegexSelection(string pattern) : ISelection
{
    private readonly Regex _regex =
        new(pattern, RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public IReadOnlyList<string> Values(string answer) => [.. Matches(answer)];

    /// <summary>The number that the only match is; else the number of matches.</summary>
    public double Count(string answer)
    {
        string[] found = [.. Matches(answer)];
        return found.Length == 1 && Selections.TryNumber(found[0], out double number) ? number : found.Length;
    }

    // '$' stands before '\n' alone: a carriage return would end up in a worker's name, or hide it.
    private IEnumerable<string> Matches(string answer) => _regex
        .Matches(answer.Replace("\r\n", "\n", StringComparison.Ordinal))
        .Select(TextOf);

    private static string TextOf(Match match) => match.Groups.Count == 1
        ? match.Value
        : string.Join(':', match.Groups.Values.Skip(1).Where(group => group.Success).Select(group => group.Value));
}
