using System.Text.RegularExpressions;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>A muted warning says why: a pragma on its own line, an attribute in its Justification.</summary>
internal sealed partial class PragmaReasonRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.CSharp
        from line in file.CodeLines.Zip(file.Lines).Index()
        where MutesWithoutReason(line.Item.First, line.Item.Second)
        select file.At(line.Index, "mutes a warning without a reason. Put it behind // there, or in Justification.");

    private static bool MutesWithoutReason(string code, string text) =>
        (Pragma().IsMatch(code) && !Reason().IsMatch(text))
        || (Attribute().IsMatch(code) && !text.Contains("Justification = \"", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*#pragma\s+warning\s+disable\b")]
    private static partial Regex Pragma();

    [GeneratedRegex(@"//\s*\S.{9,}")]
    private static partial Regex Reason();

    [GeneratedRegex(@"\[(assembly:\s*)?(\w+\.)*SuppressMessage\(")]
    private static partial Regex Attribute();
}
