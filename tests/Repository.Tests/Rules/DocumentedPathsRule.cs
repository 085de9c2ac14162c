using System.Text.RegularExpressions;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>A script that a document names exists.</summary>
internal sealed partial class DocumentedPathsRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.Documents
        from Match match in Script().Matches(file.Content)
        where repository.Find(match.Value) is null
        select file.At(file.LineIndexOf(match.Index), $"names {match.Value}, and there is no such file.");

    [GeneratedRegex(@"(?<![\w/.-])(scripts/[\w/-]+\.sh|\.ci/\w+)\b")]
    private static partial Regex Script();
}
