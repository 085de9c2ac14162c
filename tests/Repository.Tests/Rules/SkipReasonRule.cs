using System.Text.RegularExpressions;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>A skipped test says why, in words; a name (Skip = SomeReason) counts.</summary>
internal sealed partial class SkipReasonRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.CSharp
        where file.IsUnder("tests")
        from Match match in Skip().Matches(file.Code)
        where !Reason().IsMatch(file.Content[match.Index..])
        select file.At(
            file.LineIndexOf(match.Index), "skips a test without a reason. Say in its Skip what is missing.");

    [GeneratedRegex(@"\bSkip\s*=(?![=>])")]
    private static partial Regex Skip();

    [GeneratedRegex(@"\ASkip\s*=\s*(\$?""[^""]{10,}|[A-Za-z_][\w.]*(?<!null)\b)")]
    private static partial Regex Reason();
}
